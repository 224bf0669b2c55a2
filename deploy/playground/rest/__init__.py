"""Discord's REST API, one file a subject; each route stands beside the function that answers it."""
