"""Calls, meetings and chats in a line, and wins."""
