#!/bin/sh
# Makes the account of backups and restores with the rights that it needs and no others. The password is read, never printed.
set -eu
password="$(cat /run/secrets/backup_password)"
case "$password" in
  *[!A-Za-z0-9_-]* | '')
    echo 'backup_password may have letters, digits, - and _ only.' >&2
    exit 2
    ;;
esac
MYSQL_PWD="$(cat /run/secrets/mysql_root_password)"
export MYSQL_PWD
mysql --host=mysql --user=root <<SQL
create user if not exists biblio_backup identified by '$password';
alter user biblio_backup identified by '$password';
-- A dump of one moment, and its place in the log; the log itself; who uses the library.
grant reload, process, replication client, replication slave on *.* to biblio_backup;
-- Restores: databases beside the library, the replay of the log, and proofs that stay out of it.
grant replication_applier, session_variables_admin on *.* to biblio_backup;
grant all on biblio.* to biblio_backup;
grant all on \`biblio\\_%\`.* to biblio_backup;
SQL
echo 'The account biblio_backup may back up and restore.'
