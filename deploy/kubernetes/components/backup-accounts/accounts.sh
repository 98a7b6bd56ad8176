#!/bin/sh
# Makes the accounts of backups and of restores, each with no more than it needs. Passwords are read, never printed.
set -eu
backup=$(cat /run/secrets/passwords/backup)
restore=$(cat /run/secrets/passwords/restore)
case "$backup$restore" in
*[!A-Za-z0-9_-]*) echo 'The passwords may have letters, digits, - and _ only.' >&2 && exit 2 ;;
esac
MYSQL_PWD=$(cat /run/secrets/passwords/root)
export MYSQL_PWD
# A server that is just being made is not there yet.
tries=60
until mysqladmin --host=biblio-mysql --user=root --silent ping >/dev/null; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || exit 1
  sleep 2
done
mysql --host=biblio-mysql --user=root <<SQL
create user if not exists biblio_backup identified by '$backup';
alter user biblio_backup identified by '$backup';
grant reload, process, replication client, replication slave, show_routine on *.* to biblio_backup;
grant select, lock tables, show view, trigger, event on biblio.* to biblio_backup;
create user if not exists biblio_restore identified by '$restore';
alter user biblio_restore identified by '$restore';
grant process, replication_applier, session_variables_admin on *.* to biblio_restore;
grant all on biblio.* to biblio_restore;
grant all on \`biblio\\_%\`.* to biblio_restore;
SQL
echo 'The accounts biblio_backup and biblio_restore may do what they need.'
