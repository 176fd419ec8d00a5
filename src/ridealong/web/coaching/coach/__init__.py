"""The coach grows: one's own coaching, looked at by oneself."""
