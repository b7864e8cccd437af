// The outbox.
