"""The names of the jobs of trials and reminders; what they do need not be loaded to queue them."""

RUN_TRIAL = "waiting_lists.run_trial"
REMIND_CHOSEN = "waiting_lists.remind_chosen"
