"""The failover drill: everything of a deployment on several machines, as processes of this one."""
