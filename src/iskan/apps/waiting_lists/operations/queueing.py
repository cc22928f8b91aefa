"""The name of the trials' job; what it does need not be loaded to queue it."""

RUN_TRIAL = "waiting_lists.run_trial"
