"""Investment promotion and support: calls, enquiries, policies, measures."""
