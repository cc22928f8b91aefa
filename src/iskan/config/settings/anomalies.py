"""What auditors are told of: how far from usual an official's day must be. The ministry's choices; no law was found."""

from iskan.config import environment as env

# Files read in a day: more than this, and further from the median of officials like them than so many deviations.
ISKAN_ANOMALY_READS = env.number("ISKAN_ANOMALY_READS", default=30, most=100_000)
ISKAN_ANOMALY_FACTOR = env.number("ISKAN_ANOMALY_FACTOR", default=6, most=1_000)
# More than so many in a day: files read without a task in them, searches, refusals, looks outside working hours.
ISKAN_ANOMALY_NO_TASK = env.number("ISKAN_ANOMALY_NO_TASK", default=5, most=100_000)
ISKAN_ANOMALY_SEARCHES = env.number("ISKAN_ANOMALY_SEARCHES", default=60, most=100_000)
ISKAN_ANOMALY_REFUSED = env.number("ISKAN_ANOMALY_REFUSED", default=5, most=100_000)
ISKAN_ANOMALY_OUT_OF_HOURS = env.number("ISKAN_ANOMALY_OUT_OF_HOURS", default=5, most=100_000)
# Working hours: on working days, from the first hour until the second.
ISKAN_WORK_BEGINS = env.number("ISKAN_WORK_BEGINS", default=6, most=23)
ISKAN_WORK_ENDS = env.number("ISKAN_WORK_ENDS", default=20, most=24)
