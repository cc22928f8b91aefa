"""`iskan ledger`: whether the ledger balances and says what happened, and what stands on each account."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from iskan.apps.payments.queries.ledger import LedgerProof, account_balances, prove_ledger
from iskan.core.money import Money


class Command(BaseCommand):
    help = "Verify the ledger of fees, deposits and refunds, or show what stands on its accounts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verifying = verbs.add_parser("verify", help="hold every posting to its balance; exit code 1 on a fault")
        verifying.add_argument("--json", action="store_true", dest="as_json")
        verbs.add_parser("balances", help="what stands on each account")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        if options["verb"] == "balances":
            for account in account_balances():
                self.stdout.write(f"{account.code:40} {account.kind:10} {Money(account.fils)!s:>16}")
            return
        proof = prove_ledger()
        self.stdout.write(json.dumps(_told(proof)) if options["as_json"] else _in_words(proof))
        if proof.faults:
            raise SystemExit(1)


def _told(proof: LedgerProof) -> dict[str, Any]:
    return {"balanced": not proof.faults, **asdict(proof)}


def _in_words(proof: LedgerProof) -> str:
    told = f"{proof.postings} postings, {proof.entries} entries."
    if not proof.faults:
        return f"The ledger balances and says what happened: {told}"
    faults = (f"  {fault.subject}: {fault.says}" for fault in proof.faults)
    return "\n".join([f"The ledger is NOT right: {told}", *faults])
