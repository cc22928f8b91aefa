"""A bank's own program: lists what waits, fetches it, answers twice under one key. Prints what it met as JSON."""

import json
import sys
import urllib.error
import urllib.request


def ask(base, key, path, sent=None, once=""):
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    if once:
        headers["Idempotency-Key"] = once
    body = None if sent is None else json.dumps(sent).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(base + path, data=body, headers=headers)) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


base, key = sys.argv[1:3]
status, waiting = ask(base, key, "/api/v1/partner/requests")
number = waiting[0]["id"]
_, whole = ask(base, key, f"/api/v1/partner/requests/{number}")
offer = {
    "answer": "make_offer",
    "values": {
        "offered_amount": 11_500_000, "offered_rate": "3.25", "offered_years": 10, "offered_instalment": 112_500,
    },
}  # fmt: skip
too_much = {**offer, "values": {**offer["values"], "offered_amount": 20_000_001}}
address = f"/api/v1/partner/requests/{number}/answer"
print(
    json.dumps(
        {
            "listed": status,
            "sent": {line["code"]: line["value"] for line in whole["sent"]},
            "may_answer": [one["code"] for one in whole["answers"]],
            "too_much": ask(base, key, address, too_much, "once-0001"),
            "first": ask(base, key, address, offer, "once-0002")[0],
            "again": ask(base, key, address, offer, "once-0002")[0],
            "otherwise": ask(base, key, address, offer, "once-0003"),
            "unknown": ask(base, "no-such-key", "/api/v1/partner/requests")[0],
        }
    )
)
