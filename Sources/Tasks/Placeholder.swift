// Durable jobs.
