"""Calendars on a CalDAV server: found, and asked for what lies in a window.

Source: RFC 4791 (CalDAV); RFC 6764 (where it begins); RFC 4918 (WebDAV); RFC 5397 (who one is).
"""
