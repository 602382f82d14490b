"""Give an OPD's own system an id and a secret, which is shown once."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

from allauth.idp.oidc.models import Client
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.crypto import get_random_string

from citizens.api.systems import ADDRESSES, SCOPES
from citizens.models import User

SECRET_LENGTH = 64


class Command(BaseCommand):
    """Bind a system to the service account in whose functions it acts."""

    help = "Beri sistem OPD id dan rahasia untuk API; rahasianya hanya ditampilkan sekali."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a name, the account, and what narrows it."""
        parser.add_argument("name", help="nama sistem")
        parser.add_argument("account", help="surel akun layanan, yang menjadi petugas di OPD itu")
        parser.add_argument("--scope", action="append", choices=SCOPES, required=True, help="boleh diulang")
        parser.add_argument(
            "--address", action="append", default=[], help="alamat atau jaringan IP asal; boleh diulang"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the client and print what its system needs."""
        account = User.objects.filter(email=options["account"], is_active=True).first()
        if account is None:
            raise CommandError(f"Tidak ada akun aktif dengan surel {options['account']}.")
        try:
            homes = [str(ip_network(home)) for home in options["address"]]
        except ValueError as error:
            raise CommandError(f"Alamat tidak terbaca: {error}.") from error
        secret = get_random_string(SECRET_LENGTH)
        client = Client.objects.create(
            name=options["name"],
            owner=account,
            type=Client.Type.CONFIDENTIAL,
            grant_types=Client.GrantType.CLIENT_CREDENTIALS,
            response_types="",
            scopes="\n".join(options["scope"]),
            default_scopes="\n".join(options["scope"]),
            secret=make_password(secret, hasher="sha256_secret"),
            data={ADDRESSES: homes},
        )
        self.stdout.write(f"client_id={client.pk}\nclient_secret={secret}")
