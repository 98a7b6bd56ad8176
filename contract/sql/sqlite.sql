-- Written by "npm run sql": what sqlite gets for each query of the API. Never edited by hand.

-- accounts/accounts.queries.ts: lockAccount
select "id"
  from "patrons"
  where "id" = ? and "search_name" <> ?;

-- accounts/accounts.queries.ts: hasPatron
select "id"
  from "patrons"
  where "id" = ? and "search_name" <> ?;

-- accounts/accounts.queries.ts: readHomeBranchId
select "branch_id"
  from "patrons"
  where "id" = ?;

-- accounts/accounts.queries.ts: findAccountOwner
select "given_name", "family_name", "language", "branch_id" as "branchId"
  from "patrons"
  where "id" = ?;

-- accounts/accounts.queries.ts: listLedgerLines
select "id", "kind", "amount", "applies_to_id" as "appliesToId"
  from "account_lines"
  where "patron_id" = ?
  order by "id";

-- accounts/accounts.queries.ts: listAccountLines
select "line"."id", "line"."kind", "line"."amount", "line"."applies_to_id" as "appliesToId", "line"."reason", "line"."note", "line"."loan_id" as "loanId", "records"."title", "line"."created_at" as "createdAt", "line"."branch_id" as "branchId", "staff"."display_name" as "staffName"
  from "account_lines" as "line"
  left join "loans" on "loans"."id" = "line"."loan_id"
  left join "records" on "records"."id" = "loans"."record_id"
  left join "staff" on "staff"."id" = "line"."staff_id"
  where "line"."patron_id" = ?
  order by "line"."id" desc;

-- accounts/accounts.queries.ts: sumBalances
select "patron_id" as "id", sum("amount") as "balance"
  from "account_lines"
  where "patron_id" in (?, ?)
  group by "patron_id";

-- accounts/accounts.queries.ts: listLinesAppliedToStrangers
select "line"."id" as "lineId", "charge"."id" as "chargeId"
  from "account_lines" as "line"
  inner join "account_lines" as "charge" on "charge"."id" = "line"."applies_to_id"
  where "line"."patron_id" <> "charge"."patron_id";

-- accounts/accounts.queries.ts: listCreditsAppliedToCredits
select "line"."id" as "lineId", "charge"."id" as "chargeId"
  from "account_lines" as "line"
  inner join "account_lines" as "charge" on "charge"."id" = "line"."applies_to_id"
  where "line"."kind" in (?, ?) and "charge"."amount" < ?;

-- accounts/accounts.queries.ts: listLinesOfForeignLoans
select "line"."id" as "lineId", "loans"."id" as "loanId"
  from "account_lines" as "line"
  inner join "loans" on "loans"."id" = "line"."loan_id"
  where "line"."patron_id" <> "loans"."patron_id";

-- accounts/payments.queries.ts: insertPayment
insert into "payments" ("receipt_year", "receipt_sequence", "patron_id", "kind", "method", "reference", "amount", "reverses_id", "branch_id", "booked_on", "staff_id", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- accounts/payments.queries.ts: findPayment
select "payments"."id", "payments"."receipt_year", "payments"."receipt_sequence", "payments"."patron_id" as "patronId", "payments"."kind", "payments"."method", "payments"."reference", "payments"."amount", "payments"."reverses_id" as "reversesId", "reversed"."receipt_year" as "reversed_year", "reversed"."receipt_sequence" as "reversed_sequence", "payments"."branch_id" as "branchId", "payments"."booked_on" as "bookedOn", "staff"."display_name" as "staffName", "payments"."created_at" as "createdAt", (select coalesce(sum("reversal"."amount"), 0) as "sum"
  from "payments" as "reversal"
  where "reversal"."reverses_id" = "payments"."id") as "givenBack"
  from "payments"
  left join "staff" on "staff"."id" = "payments"."staff_id"
  left join "payments" as "reversed" on "reversed"."id" = "payments"."reverses_id"
  where "payments"."id" = ?;

-- accounts/payments.queries.ts: listPayments
select "payments"."id", "payments"."receipt_year", "payments"."receipt_sequence", "payments"."patron_id" as "patronId", "payments"."kind", "payments"."method", "payments"."reference", "payments"."amount", "payments"."reverses_id" as "reversesId", "reversed"."receipt_year" as "reversed_year", "reversed"."receipt_sequence" as "reversed_sequence", "payments"."branch_id" as "branchId", "payments"."booked_on" as "bookedOn", "staff"."display_name" as "staffName", "payments"."created_at" as "createdAt", (select coalesce(sum("reversal"."amount"), 0) as "sum"
  from "payments" as "reversal"
  where "reversal"."reverses_id" = "payments"."id") as "givenBack"
  from "payments"
  left join "staff" on "staff"."id" = "payments"."staff_id"
  left join "payments" as "reversed" on "reversed"."id" = "payments"."reverses_id"
  where "payments"."patron_id" = ?
  order by "payments"."id" desc;

-- accounts/payments.queries.ts: listPaymentsOfDay
select "payments"."id", "payments"."receipt_year", "payments"."receipt_sequence", "payments"."patron_id" as "patronId", "payments"."kind", "payments"."method", "payments"."reference", "payments"."amount", "payments"."reverses_id" as "reversesId", "reversed"."receipt_year" as "reversed_year", "reversed"."receipt_sequence" as "reversed_sequence", "payments"."branch_id" as "branchId", "payments"."booked_on" as "bookedOn", "staff"."display_name" as "staffName", "payments"."created_at" as "createdAt", (select coalesce(sum("reversal"."amount"), 0) as "sum"
  from "payments" as "reversal"
  where "reversal"."reverses_id" = "payments"."id") as "givenBack"
  from "payments"
  left join "staff" on "staff"."id" = "payments"."staff_id"
  left join "payments" as "reversed" on "reversed"."id" = "payments"."reverses_id"
  where "payments"."booked_on" = ? and "payments"."branch_id" = ?
  order by "payments"."receipt_year", "payments"."receipt_sequence";
select "payments"."id", "payments"."receipt_year", "payments"."receipt_sequence", "payments"."patron_id" as "patronId", "payments"."kind", "payments"."method", "payments"."reference", "payments"."amount", "payments"."reverses_id" as "reversesId", "reversed"."receipt_year" as "reversed_year", "reversed"."receipt_sequence" as "reversed_sequence", "payments"."branch_id" as "branchId", "payments"."booked_on" as "bookedOn", "staff"."display_name" as "staffName", "payments"."created_at" as "createdAt", (select coalesce(sum("reversal"."amount"), 0) as "sum"
  from "payments" as "reversal"
  where "reversal"."reverses_id" = "payments"."id") as "givenBack"
  from "payments"
  left join "staff" on "staff"."id" = "payments"."staff_id"
  left join "payments" as "reversed" on "reversed"."id" = "payments"."reverses_id"
  where "payments"."booked_on" = ?
  order by "payments"."receipt_year", "payments"."receipt_sequence";

-- accounts/payments.queries.ts: listLinesOfPayment
select "line"."id", "line"."kind", "line"."amount", "line"."applies_to_id" as "appliesToId"
  from "account_lines" as "line"
  where "line"."payment_id" = ?
  order by "line"."id";

-- accounts/payments.queries.ts: listReceiptLines
select "line"."amount", "line"."note", "charge"."kind", "charge"."reason", "charge"."note" as "chargeNote", "charge"."created_at" as "createdAt", "records"."title"
  from "account_lines" as "line"
  left join "account_lines" as "charge" on "charge"."id" = "line"."applies_to_id"
  left join "loans" on "loans"."id" = "charge"."loan_id"
  left join "records" on "records"."id" = "loans"."record_id"
  where "line"."payment_id" = ?
  order by "line"."id";

-- accounts/payments.queries.ts: sumLinesUpTo
select coalesce(sum("amount"), 0) as "balance"
  from "account_lines"
  where "patron_id" = ? and "id" <= (select max("last"."id") as "id"
  from "account_lines" as "last"
  where "last"."payment_id" = ?);

-- accounts/payments.queries.ts: listReversalLines
select "line"."id", "line"."kind", "line"."amount", "line"."applies_to_id" as "appliesToId"
  from "account_lines" as "line"
  inner join "payments" on "payments"."id" = "line"."payment_id"
  where "payments"."reverses_id" = ?
  order by "line"."id";

-- accounts/payments.queries.ts: listUnbalancedPayments
select "payments"."id" as "paymentId", "payments"."kind", "payments"."amount", coalesce(sum("line"."amount"), 0) as "lines"
  from "payments"
  left join "account_lines" as "line" on "line"."payment_id" = "payments"."id"
  group by "payments"."id", "payments"."kind", "payments"."amount";

-- accounts/payments.queries.ts: listReceiptGaps
select "receipt_year" as "year", count("id") as "receipts", max("receipt_sequence") as "highest"
  from "payments"
  group by "receipt_year";
select *
  from "receipt_counters";

-- accounts/payments.queries.ts: listWrongReversals
select "payments"."id" as "paymentId", "payments"."kind", "payments"."amount", sum("reversal"."amount") as "givenBack", sum(case when "reversal"."patron_id" = "payments"."patron_id" then 0 else 1 end) as "strangers"
  from "payments" as "reversal"
  inner join "payments" on "payments"."id" = "reversal"."reverses_id"
  group by "payments"."id", "payments"."kind", "payments"."amount";

-- audit/audit-log.queries.ts: listAuditEntries
select *
  from "audit_log"
  where "entity" = ? and "entity_id" = ? and "actor_id" = ? and "action" = ? and "at" >= ? and "at" < ? and "id" < ?
  order by "id" desc
  limit ?;
select *
  from "audit_log"
  order by "id" desc
  limit ?;

-- audit/audit-privacy.queries.ts: redactEntries
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?, ?) and ("before" is not null or "after" is not null);

-- audit/audit-privacy.queries.ts: emptyReaderEntries
update "audit_log"
  set "before" = ?, "after" = ?
  where "entity" = ? and "entity_id" = ?;
update "audit_log"
  set "actor_name" = ?
  where "actor_kind" = ? and "actor_id" = ?;

-- audit/audit-privacy.queries.ts: auditDetailSweep.count
select max(id) as last
  from "audit_log";

-- audit/audit-privacy.queries.ts: auditDetailSweep.batch
select "audit_log"."id" as "key"
  from "audit_log"
  where "at" < ? and (("entity" = ? and "action" <> ? and ("before" is not null or "after" is not null)) or ("actor_kind" = ? and "actor_name" <> ?) or ("entity" in (?, ?) and (instr("before", ?) > 0 or instr("after", ?) > 0 or instr("before", ?) > 0 or instr("after", ?) > 0 or instr("before", ?) > 0 or instr("after", ?) > 0 or instr("before", ?) > 0 or instr("after", ?) > 0 or instr("before", ?) > 0 or instr("after", ?) > 0 or instr("before", ?) > 0 or instr("after", ?) > 0))) and "audit_log"."id" > ? and "audit_log"."id" <= ?
  order by "audit_log"."id"
  limit ?;
select max(id) as last
  from "audit_log";
select *
  from "audit_log"
  where "id" in (?);
update "audit_log"
  set "before" = ?, "after" = ?, "actor_name" = ?
  where "id" = ?;

-- auth/session.queries.ts: findStaffCredentials
select "id", "password_hash", "is_active"
  from "staff"
  where "username" = ?;

-- auth/session.queries.ts: findPatronCredentials
select "patrons"."id", "patrons"."password_hash"
  from "patron_cards"
  inner join "patrons" on "patrons"."id" = "patron_cards"."patron_id"
  where "patron_cards"."number" = ? and "patron_cards"."status" = ?;

-- auth/session.queries.ts: findPasswordHash
select "password_hash"
  from "patrons"
  where "id" = ?;
select "password_hash"
  from "staff"
  where "id" = ?;

-- auth/session.queries.ts: replacePassword
update "patrons"
  set "password_hash" = ?
  where "id" = ?;
delete
  from "sessions"
  where "patron_id" = ? and "token_hash" <> ?;
update "staff"
  set "password_hash" = ?
  where "id" = ?;
delete
  from "sessions"
  where "staff_id" = ?;
delete
  from "sessions"
  where "staff_id" = ? and "token_hash" <> ?;

-- auth/session.queries.ts: insertSession
insert into "sessions" ("token_hash", "staff_id", "patron_id", "created_at", "expires_at")
  values (?, ?, ?, ?, ?);

-- auth/session.queries.ts: deleteSession
delete
  from "sessions"
  where "token_hash" = ?;

-- auth/session.queries.ts: hasStaff
select "id"
  from "staff"
  limit ?;

-- auth/session.queries.ts: findLoginAttempts
select *
  from "login_attempts"
  where "login_hash" = ?;

-- auth/session.queries.ts: deleteLoginAttempts
delete
  from "login_attempts"
  where "login_hash" = ?;

-- auth/session.queries.ts: countLoginFailure
insert into "login_attempts" ("login_hash", "failures", "last_failed_at")
  values (?, ?, ?)
  on conflict ("login_hash") do update
  set "failures" = "failures" + ?, "last_failed_at" = ?;
select "failures"
  from "login_attempts"
  where "login_hash" = ?;

-- auth/session.queries.ts: blockLogin
update "login_attempts"
  set "blocked_until" = ?
  where "login_hash" = ?;

-- auth/tokens.queries.ts: listTokens
select "id", "name", "permissions", "created_at", "expires_at"
  from "api_tokens"
  where "staff_id" = ? and "revoked_at" is null
  order by "id";

-- auth/tokens.queries.ts: insertToken
insert into "api_tokens" ("staff_id", "name", "token_hash", "permissions", "created_at", "expires_at")
  values (?, ?, ?, ?, ?, ?);

-- auth/tokens.queries.ts: revokeToken
update "api_tokens"
  set "revoked_at" = ?
  where "id" = ? and "staff_id" = ? and "revoked_at" is null;

-- backups/backups.queries.ts: replaceBackups
delete
  from "backups";
insert into "backups" ("id", "made_at", "place", "engine", "release", "schema_name", "bytes", "raw_bytes", "records", "loans", "is_encrypted", "has_log", "verified_at", "is_sound", "findings", "recovery_point", "recovery_point_seconds", "recovery_seconds")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- backups/backups.queries.ts: listKnownBackups
select *
  from "backups"
  order by "made_at" desc;

-- backups/backups.queries.ts: noteReach
delete
  from "backup_log";
insert into "backup_log" ("server", "reach_at")
  values (?, ?);

-- backups/backups.queries.ts: readReachAt
select "reach_at"
  from "backup_log";

-- backups/backups.queries.ts: readLastProof
select "verified_at", "recovery_point_seconds", "recovery_seconds"
  from "backups"
  where "is_sound" = ?
  order by "verified_at" desc
  limit ?;

-- backups/backups.queries.ts: readLastMoments
select max("made_at") as "made_at", max("verified_at") as "tried_at"
  from "backups";

-- backups/backups.queries.ts: insertFailure
insert into "backup_failures" ("action", "failed_at", "code", "reason")
  values (?, ?, ?, ?);
select "id"
  from "backup_failures"
  where "action" = ?
  order by "id" desc
  limit ? offset ?;
delete
  from "backup_failures"
  where "action" = ? and "id" < ?;

-- backups/backups.queries.ts: listFailures
select "action", "failed_at" as "failedAt", "code", "reason"
  from "backup_failures"
  order by "id" desc;

-- backups/backups.queries.ts: forgetFailures
delete
  from "backup_failures"
  where "action" = ?;

-- backups/server.queries.ts: readServer
select version() as version, database() as name;

-- backups/server.queries.ts: lockWrites
flush tables with read lock;

-- backups/server.queries.ts: unlockWrites
unlock tables;

-- backups/server.queries.ts: beginLogFile
flush no_write_to_binlog binary logs;

-- backups/server.queries.ts: readLogOwner
select concat(@@server_id, '-', @@hostname, '-', @@port) as name;
select @@server_uuid as name;

-- backups/server.queries.ts: readLogEnd
select @@log_bin as "on";
show master status;
select version() as version, database() as name;

-- backups/server.queries.ts: listLogFiles
show binary logs;

-- backups/server.queries.ts: createEmptyDatabase
create database "text" character
  set utf8mb4;

-- backups/server.queries.ts: dropDatabase
drop database if exists "text";

-- backups/server.queries.ts: listTableNames
 select table_name as name
  from information_schema.tables
  where table_schema = ?
  order by table_name ;

-- backups/server.queries.ts: countUsers
 select count(*) as count
  from information_schema.processlist
  where db = ? and id <> connection_id() ;

-- backups/server.queries.ts: moveTables
rename table "2026-03-02"."text" to "2026-03-02"."text", "2026-03-02"."text" to "2026-03-02"."text";

-- backups/server.queries.ts: mayLeaveOutOfLog
set session sql_log_bin = 0;
set session sql_log_bin = 1;

-- branches/branches.queries.ts: listBranches
select *
  from "branches"
  order by "name", "id";

-- branches/branches.queries.ts: findBranch
select *
  from "branches"
  where "id" = ?;

-- branches/branches.queries.ts: insertBranch
insert into "branches" ("code", "name", "address", "phone", "email", "time_zone", "is_pickup_location")
  values (?, ?, ?, ?, ?, ?, ?);

-- branches/branches.queries.ts: updateBranch
update "branches"
  set "email" = ?, "address" = ?, "phone" = ?, "code" = ?, "name" = ?, "time_zone" = ?, "is_pickup_location" = ?, "version" = "version" + ?
  where "id" = ?;
update "branches"
  set "email" = ?, "address" = ?, "phone" = ?, "version" = "version" + ?
  where "id" = ?;

-- branches/calendars.queries.ts: findCalendar
select "version"
  from "branches"
  where "id" = ?;
select "weekday", "opens", "closes"
  from "opening_hours"
  where "branch_id" = ?
  order by "weekday", "opens";
select *
  from "closures"
  where "branch_id" = ?
  order by "first_day", "id";

-- branches/calendars.queries.ts: listClosures
select *
  from "closures"
  where "branch_id" = ?
  order by "first_day", "id";
select *
  from "closures"
  where "branch_id" is null
  order by "first_day", "id";

-- branches/calendars.queries.ts: findClosure
select *
  from "closures"
  where "id" = ?;

-- branches/calendars.queries.ts: insertClosure
insert into "closures" ("branch_id", "first_day", "last_day", "reason", "is_yearly")
  values (?, ?, ?, ?, ?);

-- branches/calendars.queries.ts: updateClosure
update "closures"
  set "first_day" = ?, "last_day" = ?, "reason" = ?, "is_yearly" = ?
  where "id" = ?;

-- branches/calendars.queries.ts: deleteClosure
delete
  from "closures"
  where "id" = ?;

-- branches/calendars.queries.ts: replaceHours
delete
  from "opening_hours"
  where "branch_id" = ?;
insert into "opening_hours" ("branch_id", "weekday", "opens", "closes")
  values (?, ?, ?, ?);

-- branches/calendars.queries.ts: lockBranches
update "branches"
  set "version" = "version"
  where "id" = ?;
update "branches"
  set "version" = "version";

-- branches/calendars.queries.ts: countVersionUp
update "branches"
  set "version" = "version" + ?
  where "id" = ?;

-- branches/exceptional-days.queries.ts: listExceptionalDays
select *
  from "exceptional_days"
  where ("branch_id" = ? or "branch_id" is null)
  order by "first_day", "id";
select *
  from "exceptional_days"
  where "branch_id" is null
  order by "first_day", "id";

-- branches/exceptional-days.queries.ts: findExceptionalDays
select *
  from "exceptional_days"
  where "id" = ?;

-- branches/exceptional-days.queries.ts: insertExceptionalDays
insert into "exceptional_days" ("branch_id", "kind", "first_day", "last_day", "is_yearly", "reason", "hours", "other_weekdays", "is_above_closures")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- branches/exceptional-days.queries.ts: deleteExceptionalDays
delete
  from "exceptional_days"
  where "id" = ?;

-- branches/item-types.queries.ts: listItemTypes
select *
  from "item_types"
  order by "code";

-- branches/item-types.queries.ts: findItemType
select *
  from "item_types"
  where "id" = ?;

-- branches/item-types.queries.ts: insertItemType
insert into "item_types" ("code", "name_fr", "name_en")
  values (?, ?, ?);

-- branches/item-types.queries.ts: updateItemType
update "item_types"
  set "code" = ?, "name_fr" = ?, "name_en" = ?, "version" = "version" + ?
  where "id" = ?;
update "item_types"
  set "version" = "version" + ?
  where "id" = ?;

-- branches/patron-categories.queries.ts: listPatronCategories
select *
  from "patron_categories"
  order by "code";

-- branches/patron-categories.queries.ts: findPatronCategory
select *
  from "patron_categories"
  where "id" = ?;

-- branches/patron-categories.queries.ts: insertPatronCategory
insert into "patron_categories" ("code", "name_fr", "name_en", "membership_months")
  values (?, ?, ?, ?);

-- branches/patron-categories.queries.ts: updatePatronCategory
update "patron_categories"
  set "code" = ?, "name_fr" = ?, "name_en" = ?, "membership_months" = ?, "version" = "version" + ?
  where "id" = ?;
update "patron_categories"
  set "version" = "version" + ?
  where "id" = ?;

-- calendar-feeds/calendar-feeds.queries.ts: findFeed
select "id", "created_at" as "createdAt"
  from "calendar_feeds"
  where "patron_id" = ?;

-- calendar-feeds/calendar-feeds.queries.ts: findReaderOfFeed
select "patrons"."id" as "patronId", "patrons"."language"
  from "calendar_feeds"
  inner join "patrons" on "patrons"."id" = "calendar_feeds"."patron_id"
  where "calendar_feeds"."token_hash" = ?;

-- calendar-feeds/calendar-feeds.queries.ts: insertFeed
insert into "calendar_feeds" ("patron_id", "token_hash", "created_at")
  values (?, ?, ?);

-- calendar-feeds/calendar-feeds.queries.ts: deleteFeed
delete
  from "calendar_feeds"
  where "id" = ?;

-- cash/cash.queries.ts: sumMovements
select "booked_on" as "day", "kind", "method", count(*) as "count", sum("amount") as "amount"
  from "payments"
  where "booked_on" >= ? and "booked_on" <= ? and "branch_id" = ?
  group by "booked_on", "kind", "method"
  order by "booked_on";
select "booked_on" as "day", "kind", "method", count(*) as "count", sum("amount") as "amount"
  from "payments"
  where "booked_on" >= ? and "booked_on" <= ?
  group by "booked_on", "kind", "method"
  order by "booked_on";

-- cash/cash.queries.ts: listReceiptsElsewhere
select "receipt_year" as "year", "receipt_sequence" as "sequence", "branch_id" as "branchId", "booked_on" as "bookedOn"
  from "payments"
  where "receipt_year" = ? and "receipt_sequence" > ? and "receipt_sequence" < ? and (("booked_on" <> ? or "booked_on" is null) or "branch_id" <> ? or "branch_id" is null)
  order by "receipt_sequence";
select "receipt_year" as "year", "receipt_sequence" as "sequence", "branch_id" as "branchId", "booked_on" as "bookedOn"
  from "payments"
  where "receipt_year" = ? and "receipt_sequence" > ? and "receipt_sequence" < ? and ("booked_on" <> ? or "booked_on" is null)
  order by "receipt_sequence";

-- cash/cash.queries.ts: findClosing
select "cash_closings"."id", "cash_closings"."branch_id" as "branchId", "cash_closings"."day", "cash_closings"."receipts", "cash_closings"."note", "staff"."display_name" as "staffName", "cash_closings"."closed_at" as "closedAt"
  from "cash_closings"
  left join "staff" on "staff"."id" = "cash_closings"."staff_id"
  where "cash_closings"."branch_id" = ? and "cash_closings"."day" >= ? and "cash_closings"."day" <= ?
  order by "cash_closings"."day";
select "closing_id", "method", "expected", "counted"
  from "cash_counts"
  where "closing_id" in (?)
  order by "id";

-- cash/cash.queries.ts: listClosings
select "cash_closings"."id", "cash_closings"."branch_id" as "branchId", "cash_closings"."day", "cash_closings"."receipts", "cash_closings"."note", "staff"."display_name" as "staffName", "cash_closings"."closed_at" as "closedAt"
  from "cash_closings"
  left join "staff" on "staff"."id" = "cash_closings"."staff_id"
  where "cash_closings"."branch_id" = ? and "cash_closings"."day" >= ? and "cash_closings"."day" <= ?
  order by "cash_closings"."day";
select "closing_id", "method", "expected", "counted"
  from "cash_counts"
  where "closing_id" in (?)
  order by "id";

-- cash/cash.queries.ts: insertClosing
insert into "cash_closings" ("branch_id", "day", "receipts", "note", "staff_id", "closed_at")
  values (?, ?, ?, ?, ?, ?);
insert into "cash_counts" ("method", "expected", "counted", "closing_id")
  values (?, ?, ?, ?), (?, ?, ?, ?);

-- cash/cash.queries.ts: listClosedDaysBesidePayments
select "id", "branch_id", "day", "receipts"
  from "cash_closings";
select "closing_id", "method", "expected"
  from "cash_counts";
select "closing"."id", "payments"."kind", "payments"."method", count(*) as "count", sum("payments"."amount") as "amount"
  from "cash_closings" as "closing"
  inner join "payments" on "payments"."branch_id" = "closing"."branch_id" and "payments"."booked_on" = "closing"."day"
  group by "closing"."id", "payments"."kind", "payments"."method";

-- cash/cash.queries.ts: listPaymentsWithoutDay
select "id" as "paymentId"
  from "payments"
  where ("booked_on" is null or "branch_id" is null);

-- cash/tills.queries.ts: lockReceipts
insert into "receipt_counters" ("year", "last")
  values (?, ?)
  on conflict ("year") do update
  set "last" = "last";

-- cash/tills.queries.ts: takeReceiptNumber
update "receipt_counters"
  set "last" = "last" + ?
  where "year" = ?;
select "last"
  from "receipt_counters"
  where "year" = ?;

-- cash/tills.queries.ts: findLastClosedDay
select "day"
  from "cash_closings"
  where "branch_id" = ? and "day" >= ?
  order by "day" desc
  limit ?;

-- cash/tills.queries.ts: isDayClosed
select "id"
  from "cash_closings"
  where "branch_id" = ? and "day" = ?;

-- catalogue/items.queries.ts: findItemSummary
select "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitTo", "items"."location", "items"."call_number" as "callNumber", "items"."volume", "items"."status", "items"."price", "items"."note", "items"."version" as "itemVersion", "loans"."id" as "loanId", "loans"."due_at" as "dueAt", "holds"."status" as "holdStatus"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."id" = ?;

-- catalogue/items.queries.ts: findItemSummaries
select "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitTo", "items"."location", "items"."call_number" as "callNumber", "items"."volume", "items"."status", "items"."price", "items"."note", "items"."version" as "itemVersion", "loans"."id" as "loanId", "loans"."due_at" as "dueAt", "holds"."status" as "holdStatus"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."id" in (?, ?);

-- catalogue/items.queries.ts: findBranchesOfItem
select "home_branch_id" as "home", "current_branch_id" as "current"
  from "items"
  where "id" = ?;

-- catalogue/items.queries.ts: listHomeBranchesOfRecord
select distinct "home_branch_id"
  from "items"
  where "record_id" = ?;

-- catalogue/items.queries.ts: findItemIdByBarcode
select "id"
  from "items"
  where "barcode" = ?;

-- catalogue/items.queries.ts: insertItem
insert into "items" ("record_id", "barcode", "item_type_id", "home_branch_id", "current_branch_id", "location", "call_number", "volume", "status", "price", "note", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- catalogue/items.queries.ts: updateItem
update "items"
  set "barcode" = ?, "item_type_id" = ?, "home_branch_id" = ?, "current_branch_id" = ?, "transit_to_branch_id" = ?, "transit_since" = ?, "shelf_hold_id" = ?, "location" = ?, "call_number" = ?, "volume" = ?, "status" = ?, "price" = ?, "note" = ?, "updated_at" = ?, "version" = "version" + ?
  where "id" = ?;
update "items"
  set "transit_to_branch_id" = ?, "transit_since" = ?, "shelf_hold_id" = ?, "location" = ?, "call_number" = ?, "volume" = ?, "price" = ?, "note" = ?, "updated_at" = ?, "version" = "version" + ?
  where "id" = ?;

-- catalogue/items.queries.ts: deleteItem
delete
  from "items"
  where "id" = ?;

-- catalogue/items.queries.ts: hasItemHistory
select "id"
  from "loans"
  where "item_id" = ?
  limit ?;
select "id"
  from "holds"
  where "item_id" = ?
  limit ?;

-- catalogue/items.queries.ts: itemTypeExists
select "id"
  from "item_types"
  where "id" = ?;

-- catalogue/items.queries.ts: branchExists
select "id"
  from "branches"
  where "id" = ?;

-- catalogue/record-changes.queries.ts: insertRecordChange
insert into "record_changes" ("record_id")
  values (?);

-- catalogue/records.queries.ts: findRecordSummaries
select "id", "control_number", "kind", "title", "subtitle", "authors", "publisher", "year", "language", "isbns", "subjects"
  from "records"
  where "id" in (?, ?);
select "items"."record_id" as "recordId", count(*) as "total", count("loans"."id") as "onLoan", sum(case when items.status = 'available' and loans.id is null and holds.id is null and items.transit_to_branch_id is null then 1 else 0 end) as "available"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."record_id" in (?, ?) and "items"."status" <> ?
  group by "items"."record_id";
select "record_id" as "recordId", count(*) as "count"
  from "holds"
  where "record_id" in (?, ?) and "status" in (?, ?, ?)
  group by "record_id";

-- catalogue/records.queries.ts: findAvailability
select "items"."record_id" as "recordId", count(*) as "total", count("loans"."id") as "onLoan", sum(case when items.status = 'available' and loans.id is null and holds.id is null and items.transit_to_branch_id is null then 1 else 0 end) as "available"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."record_id" in (?, ?) and "items"."status" <> ?
  group by "items"."record_id";
select "record_id" as "recordId", count(*) as "count"
  from "holds"
  where "record_id" in (?, ?) and "status" in (?, ?, ?)
  group by "record_id";

-- catalogue/records.queries.ts: findRecord
select *
  from "records"
  where "id" = ?;

-- catalogue/records.queries.ts: findRecordWithItems
select /*+ INDEX(items items_by_record) INDEX(loans open_item_id) INDEX(holds trapped_item_id) */ "records".*, (select sum(case when "waiting"."status" in (?, ?, ?) then 1 else 0 end) as "count"
  from "holds" as "waiting"
  where "waiting"."record_id" = "records"."id") as "openHolds", "record_sources"."record_id" as "sourceOf", "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitTo", "items"."location", "items"."call_number" as "callNumber", "items"."volume", "items"."status", "items"."price", "items"."note", "items"."version" as "itemVersion", "loans"."id" as "loanId", "loans"."due_at" as "dueAt", "holds"."status" as "holdStatus"
  from "records"
  left join "record_sources" on "record_sources"."record_id" = "records"."id"
  left join "items" on "items"."record_id" = "records"."id"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "records"."id" in (?);

-- catalogue/records.queries.ts: findNewestRecordIds
select "id"
  from "records"
  where "is_suppressed" = ?
  order by "created_at" desc, "id" desc
  limit ?;

-- catalogue/records.queries.ts: insertRecord
insert into "records" ("control_number", "kind", "title", "subtitle", "responsibility", "authors", "publisher", "place", "year", "language", "isbns", "subjects", "series", "edition", "extent", "classification", "summary", "is_suppressed", "match_key", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- catalogue/records.queries.ts: updateRecord
update "records"
  set "control_number" = ?, "kind" = ?, "title" = ?, "subtitle" = ?, "responsibility" = ?, "authors" = ?, "publisher" = ?, "place" = ?, "year" = ?, "language" = ?, "isbns" = ?, "subjects" = ?, "series" = ?, "edition" = ?, "extent" = ?, "classification" = ?, "summary" = ?, "is_suppressed" = ?, "updated_at" = ?, "version" = ?
  where "id" = ? and "version" = ?;
update "records"
  set "control_number" = ?, "subtitle" = ?, "responsibility" = ?, "publisher" = ?, "place" = ?, "year" = ?, "language" = ?, "series" = ?, "edition" = ?, "extent" = ?, "classification" = ?, "summary" = ?, "updated_at" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- catalogue/records.queries.ts: deleteRecord
delete
  from "records"
  where "id" = ?;

-- catalogue/records.queries.ts: findRecordUses
select count(*) as "count"
  from "items"
  where "record_id" = ?;
select count(*) as "count"
  from "holds"
  where "record_id" = ?;
select count(*) as "count"
  from "loans"
  where "record_id" = ?;

-- catalogue/records.queries.ts: findRecordSource
select "format", "syntax", "original"
  from "record_sources"
  where "record_id" = ?;

-- circulation/borrowers.queries.ts: findBorrower
select "id", "category_id" as "categoryId", "branch_id" as "branchId", "family_name" as "familyName", "given_name" as "givenName", "expires_on" as "expiresOn", "birth_date" as "birthDate", "restricted_until" as "restrictedUntil", "restriction_reason" as "restrictionReason", "notes"
  from "patrons"
  where "id" = ? and "search_name" <> ?;

-- circulation/borrowers.queries.ts: findCard
select "patron_id" as "patronId", "status"
  from "patron_cards"
  where "number" = ?;

-- circulation/borrowers.queries.ts: readCardStatus
select "status"
  from "patron_cards"
  where "patron_id" = ?
  order by "id" desc;

-- circulation/borrowers.queries.ts: updateRestriction
update "patrons"
  set "restricted_until" = ?, "restriction_reason" = ?
  where "id" = ?;

-- circulation/calendars.queries.ts: listCalendars
select "id", "time_zone"
  from "branches";
select "branch_id", "weekday", "opens", "closes"
  from "opening_hours";
select "branch_id", "first_day", "last_day", "is_yearly"
  from "closures"
  order by "id";
select "branch_id", "first_day", "last_day", "is_yearly", "hours", "other_weekdays", "is_above_closures"
  from "exceptional_days"
  where "kind" = ?
  order by "id";

-- circulation/calendars.queries.ts: findIsPickupLocation
select "is_pickup_location"
  from "branches"
  where "id" = ?;

-- circulation/desk-events.queries.ts: findLastDeskEvent
select "at", "action", "actor_kind" as "actorKind", "actor_id" as "actorId", "branch_id" as "branchId", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" = ?
  order by "id" desc
  limit ?;

-- circulation/desk-facts.queries.ts: factsOfCheckout
select "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitToBranchId", "items"."transit_since" as "transitSince", "items"."status", "items"."price", "items"."note", "items"."shelf_hold_id" as "shelfHoldId", "items"."location", "items"."call_number" as "callNumber", "items"."version" as "itemVersion", "records"."title", "records"."authors", "records"."kind", "holds"."id" as "trappingId", exists (select "waiting"."id"
  from "holds" as "waiting"
  where "waiting"."record_id" = "items"."record_id" and "waiting"."status" = ?) as "isWaitedFor", (select "value"
  from "revisions"
  where "name" = ?) as "revision", "patrons"."category_id" as "categoryId", "patrons"."branch_id" as "patronBranchId", "patrons"."family_name" as "familyName", "patrons"."given_name" as "givenName", "patrons"."expires_on" as "expiresOn", "patrons"."birth_date" as "birthDate", "patrons"."restricted_until" as "restrictedUntil", "patrons"."restriction_reason" as "restrictionReason", "patrons"."notes", "patrons"."id" as "patronId", "loans"."id" as "loanId", "open"."record_id" as "openRecordId", "lent"."volume" as "openVolume", "lent"."item_type_id" as "openItemTypeId", "lent"."home_branch_id" as "openHomeBranchId", "open"."branch_id" as "openBranchId", "open"."due_at" as "openDueAt", (select coalesce(sum("amount"), 0) as "sum"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") as "balance", (select "patron_cards"."status"
  from "patron_cards"
  where "patron_cards"."patron_id" = ?
  order by "patron_cards"."status" = ? desc, "patron_cards"."id" desc
  limit ?) as "cardStatus"
  from "items"
  inner join "records" on "records"."id" = "items"."record_id"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  inner join "patrons" on true
  left join "loans" as "open" on "open"."patron_id" = "patrons"."id" and "open"."returned_at" is null
  left join "items" as "lent" on "lent"."id" = "open"."item_id"
  where "items"."barcode" = ? and "patrons"."search_name" <> ? and "patrons"."id" = ?;
select "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitToBranchId", "items"."transit_since" as "transitSince", "items"."status", "items"."price", "items"."note", "items"."shelf_hold_id" as "shelfHoldId", "items"."location", "items"."call_number" as "callNumber", "items"."version" as "itemVersion", "records"."title", "records"."authors", "records"."kind", "holds"."id" as "trappingId", exists (select "waiting"."id"
  from "holds" as "waiting"
  where "waiting"."record_id" = "items"."record_id" and "waiting"."status" = ?) as "isWaitedFor", (select "value"
  from "revisions"
  where "name" = ?) as "revision", "patrons"."category_id" as "categoryId", "patrons"."branch_id" as "patronBranchId", "patrons"."family_name" as "familyName", "patrons"."given_name" as "givenName", "patrons"."expires_on" as "expiresOn", "patrons"."birth_date" as "birthDate", "patrons"."restricted_until" as "restrictedUntil", "patrons"."restriction_reason" as "restrictionReason", "patrons"."notes", "patrons"."id" as "patronId", "loans"."id" as "loanId", "open"."record_id" as "openRecordId", "lent"."volume" as "openVolume", "lent"."item_type_id" as "openItemTypeId", "lent"."home_branch_id" as "openHomeBranchId", "open"."branch_id" as "openBranchId", "open"."due_at" as "openDueAt", (select coalesce(sum("amount"), 0) as "sum"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") as "balance", "patron_cards"."status" as "cardStatus"
  from "items"
  inner join "records" on "records"."id" = "items"."record_id"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  inner join "patrons" on true
  left join "loans" as "open" on "open"."patron_id" = "patrons"."id" and "open"."returned_at" is null
  left join "items" as "lent" on "lent"."id" = "open"."item_id"
  inner join "patron_cards" on "patron_cards"."patron_id" = "patrons"."id"
  where "items"."barcode" = ? and "patrons"."search_name" <> ? and "patron_cards"."number" = ?;

-- circulation/desk-facts.queries.ts: factsOfReturn
select "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitToBranchId", "items"."transit_since" as "transitSince", "items"."status", "items"."price", "items"."note", "items"."shelf_hold_id" as "shelfHoldId", "items"."location", "items"."call_number" as "callNumber", "items"."version" as "itemVersion", "records"."title", "records"."authors", "records"."kind", "holds"."id" as "trappingId", exists (select "waiting"."id"
  from "holds" as "waiting"
  where "waiting"."record_id" = "items"."record_id" and "waiting"."status" = ?) as "isWaitedFor", (select "value"
  from "revisions"
  where "name" = ?) as "revision", "patrons"."category_id" as "categoryId", "patrons"."branch_id" as "patronBranchId", "patrons"."family_name" as "familyName", "patrons"."given_name" as "givenName", "patrons"."expires_on" as "expiresOn", "patrons"."birth_date" as "birthDate", "patrons"."restricted_until" as "restrictedUntil", "patrons"."restriction_reason" as "restrictionReason", "patrons"."notes", "patrons"."search_name" as "searchName", "loans"."id" as "loanId", "loans"."patron_id" as "patronId", "loans"."patron_category_id" as "patronCategoryId", "loans"."branch_id" as "loanBranchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."last_renewed_at" as "lastRenewedAt", "loans"."returned_at" as "returnedAt", "loans"."return_branch_id" as "returnBranchId", "loans"."recalled_at" as "recalledAt", "loans"."recalled_by_hold_id" as "recalledByHoldId", "loans"."due_before_recall" as "dueBeforeRecall", "loans"."version" as "loanVersion", exists (select "id"
  from "account_lines"
  where "account_lines"."loan_id" = "loans"."id") as "hasLinesOfLoan", exists (select "id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."kind" = ?) as "hasOverdueCharges"
  from "items"
  inner join "records" on "records"."id" = "items"."record_id"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "items"."barcode" = ?;

-- circulation/desk-rows.queries.ts: takeRowsOfCheckout
(select 'patrons' as place, id
  from "patrons"
  where id = ? for update)
  union all (select 'items' as place, id
  from "items"
  where id = (select "id"
  from "items"
  where "barcode" = ?) for update)
  union all (select 'records' as place, id
  from "records"
  where id = (select "record_id"
  from "items"
  where "barcode" = ?) for update);
(select 'patrons' as place, id
  from "patrons"
  where id = (select "patron_id"
  from "patron_cards"
  where "number" = ?) for update)
  union all (select 'items' as place, id
  from "items"
  where id = (select "id"
  from "items"
  where "barcode" = ?) for update)
  union all (select 'records' as place, id
  from "records"
  where id = (select "record_id"
  from "items"
  where "barcode" = ?) for update);

-- circulation/desk-rows.queries.ts: takeRowsOfBarcode
(select 'patrons' as place, id
  from "patrons"
  where id = (select "loans"."patron_id"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  where "items"."barcode" = ?) for update)
  union all (select 'items' as place, id
  from "items"
  where id = (select "id"
  from "items"
  where "barcode" = ?) for update)
  union all (select 'records' as place, id
  from "records"
  where id = (select "record_id"
  from "items"
  where "barcode" = ?) for update);

-- circulation/desk-rows.queries.ts: rowsOfItem
select "items"."id" as "itemId", "items"."record_id" as "recordId", "loans"."patron_id" as "patronId"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  where "items"."id" = ?;

-- circulation/desk-rows.queries.ts: rowsOfLoan
select "item_id" as "itemId", "record_id" as "recordId", "patron_id" as "patronId"
  from "loans"
  where "id" = ?;

-- circulation/desk-rows.queries.ts: rowsOfHold
select "trapped_item_id" as "itemId", "record_id" as "recordId", "patron_id" as "patronId"
  from "holds"
  where "id" = ?;

-- circulation/desk-rows.queries.ts: rowsOfReader
select "trapped_item_id" as "itemId", "record_id" as "recordId"
  from "holds"
  where "patron_id" = ? and "active_key" is not null;

-- circulation/desk.queries.ts: listFoundPatrons
select "patrons"."id", "patrons"."family_name" as "familyName", "patrons"."given_name" as "givenName", "patrons"."category_id" as "categoryId", "patrons"."branch_id" as "branchId", "patrons"."expires_on" as "expiresOn", "patrons"."restricted_until" as "restrictedUntil", (select max("patron_cards"."number") as "number"
  from "patron_cards"
  where "patron_cards"."patron_id" = "patrons"."id" and "patron_cards"."status" = ?) as "cardNumber", (select count(*) as "count"
  from "loans"
  where "loans"."patron_id" = "patrons"."id" and "loans"."returned_at" is null) as "loanCount", (select count(*) as "count"
  from "holds"
  where "holds"."patron_id" = "patrons"."id" and "holds"."active_key" is not null) as "holdCount", (select sum("account_lines"."amount") as "sum"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") as "balance"
  from "patrons"
  where "patrons"."id" in (?, ?);

-- circulation/desk.queries.ts: listPatronIdsByName
select "id"
  from "patrons"
  where ("search_name" like ? or "search_name" like ?) and ("search_name" like ? or "search_name" like ?)
  order by "search_name", "id"
  limit ?;

-- circulation/desk.queries.ts: findRecordReference
select "id", "title", "authors", "kind"
  from "records"
  where "id" = ?;

-- circulation/desk.queries.ts: listFoundRecords
select *
  from "records"
  where "id" in (?, ?);
select "items"."record_id" as "recordId", "items"."status", "items"."transit_to_branch_id" as "transitTo", "loans"."id" as "loanId", "holds"."id" as "holdId"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."record_id" in (?, ?) and "items"."status" <> ?;
select "record_id" as "recordId", count(*) as "count"
  from "holds"
  where "record_id" in (?, ?) and "active_key" is not null
  group by "record_id";

-- circulation/hold-facts.queries.ts: recordExists
select "id"
  from "records"
  where "id" = ?;

-- circulation/hold-facts.queries.ts: listVolumesOnLoan
select "items"."volume"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."patron_id" = ? and "loans"."record_id" = ? and "loans"."returned_at" is null;

-- circulation/holds.queries.ts: findHoldRow
select "id", "record_id" as "recordId", "item_id" as "itemId", "volume", "patron_id" as "patronId", "pickup_branch_id" as "pickupBranchId", "status", "position", "trapped_item_id" as "trappedItemId", "active_key" as "activeKey", "ready_at" as "readyAt", "pickup_until" as "pickupUntil", "is_suspended" as "isSuspended", "suspended_until" as "suspendedUntil", "closed_at" as "closedAt", "closed_reason" as "closedReason", "closed_note" as "closedNote", "starts_on" as "startsOn", "expires_on" as "expiresOn", "version"
  from "holds"
  where "id" = ?;

-- circulation/holds.queries.ts: findHoldTrapping
select "id", "record_id" as "recordId", "item_id" as "itemId", "volume", "patron_id" as "patronId", "pickup_branch_id" as "pickupBranchId", "status", "position", "trapped_item_id" as "trappedItemId", "active_key" as "activeKey", "ready_at" as "readyAt", "pickup_until" as "pickupUntil", "is_suspended" as "isSuspended", "suspended_until" as "suspendedUntil", "closed_at" as "closedAt", "closed_reason" as "closedReason", "closed_note" as "closedNote", "starts_on" as "startsOn", "expires_on" as "expiresOn", "version"
  from "holds"
  where "trapped_item_id" = ?;

-- circulation/holds.queries.ts: selectWaitingHolds
select "holds"."id", "holds"."patron_id" as "patronId", "holds"."item_id" as "itemId", "holds"."volume", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."position", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "patrons"."category_id" as "patronCategoryId", "patrons"."branch_id" as "patronBranchId"
  from "holds"
  inner join "patrons" on "patrons"."id" = "holds"."patron_id"
  where "holds"."status" = ?;

-- circulation/holds.queries.ts: listQueue
select "holds"."id", "holds"."patron_id" as "patronId", "holds"."item_id" as "itemId", "holds"."volume", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."position", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "patrons"."category_id" as "patronCategoryId", "patrons"."branch_id" as "patronBranchId"
  from "holds"
  inner join "patrons" on "patrons"."id" = "holds"."patron_id"
  where "holds"."status" = ? and "holds"."record_id" = ?
  order by "holds"."position", "holds"."id";

-- circulation/holds.queries.ts: insertHold
insert into "holds" ("record_id", "item_id", "volume", "patron_id", "pickup_branch_id", "status", "position", "active_key", "placed_at", "starts_on", "expires_on")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- circulation/holds.queries.ts: updateHold
update "holds"
  set "pickup_branch_id" = ?, "status" = ?, "position" = ?, "trapped_item_id" = ?, "active_key" = ?, "ready_at" = ?, "pickup_until" = ?, "is_suspended" = ?, "suspended_until" = ?, "closed_at" = ?, "closed_reason" = ?, "closed_note" = ?, "starts_on" = ?, "expires_on" = ?, "version" = "version" + ?
  where "id" = ?;

-- circulation/holds.queries.ts: savePositions
update "holds"
  set "position" = ?
  where "id" = ? and "status" = ?;

-- circulation/holds.queries.ts: countOpenHolds
select "record_id" as "recordId", "item_id" as "itemId", "volume"
  from "holds"
  where "patron_id" = ? and "active_key" is not null;

-- circulation/holds.queries.ts: listOpenHoldIds
select "id"
  from "holds"
  where "patron_id" = ? and "active_key" is not null
  order by "id";

-- circulation/holds.queries.ts: listOverduePickups
select "id"
  from "holds"
  where "status" = ? and "pickup_branch_id" = ? and "pickup_until" < ?
  order by "id";

-- circulation/holds.queries.ts: listUnfilled
select "id"
  from "holds"
  where "status" = ? and "pickup_branch_id" = ? and "expires_on" < ?
  order by "id";

-- circulation/holds.queries.ts: findHold
select "holds"."id", "holds"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "holds"."item_id" as "itemId", "wanted"."barcode" as "itemBarcode", "holds"."volume", "holds"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."status", "holds"."position", "holds"."placed_at" as "placedAt", "holds"."ready_at" as "readyAt", "holds"."pickup_until" as "pickupUntil", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "holds"."closed_at" as "closedAt", "holds"."closed_reason" as "closedReason", "holds"."closed_note" as "closedNote", "trapped"."id" as "trappedId", "trapped"."barcode" as "trappedBarcode", "holds"."version"
  from "holds"
  inner join "records" on "records"."id" = "holds"."record_id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  left join "items" as "trapped" on "trapped"."id" = "holds"."trapped_item_id"
  left join "items" as "wanted" on "wanted"."id" = "holds"."item_id"
  where "holds"."id" = ?;

-- circulation/holds.queries.ts: findHolds
select "holds"."id", "holds"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "holds"."item_id" as "itemId", "wanted"."barcode" as "itemBarcode", "holds"."volume", "holds"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."status", "holds"."position", "holds"."placed_at" as "placedAt", "holds"."ready_at" as "readyAt", "holds"."pickup_until" as "pickupUntil", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "holds"."closed_at" as "closedAt", "holds"."closed_reason" as "closedReason", "holds"."closed_note" as "closedNote", "trapped"."id" as "trappedId", "trapped"."barcode" as "trappedBarcode", "holds"."version"
  from "holds"
  inner join "records" on "records"."id" = "holds"."record_id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  left join "items" as "trapped" on "trapped"."id" = "holds"."trapped_item_id"
  left join "items" as "wanted" on "wanted"."id" = "holds"."item_id"
  where "holds"."id" in (?, ?);

-- circulation/holds.queries.ts: listOpenHoldsOfRecord
select "holds"."id", "holds"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "holds"."item_id" as "itemId", "wanted"."barcode" as "itemBarcode", "holds"."volume", "holds"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."status", "holds"."position", "holds"."placed_at" as "placedAt", "holds"."ready_at" as "readyAt", "holds"."pickup_until" as "pickupUntil", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "holds"."closed_at" as "closedAt", "holds"."closed_reason" as "closedReason", "holds"."closed_note" as "closedNote", "trapped"."id" as "trappedId", "trapped"."barcode" as "trappedBarcode", "holds"."version"
  from "holds"
  inner join "records" on "records"."id" = "holds"."record_id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  left join "items" as "trapped" on "trapped"."id" = "holds"."trapped_item_id"
  left join "items" as "wanted" on "wanted"."id" = "holds"."item_id"
  where "holds"."record_id" = ? and "holds"."active_key" is not null
  order by "holds"."id";

-- circulation/holds.queries.ts: listHolds
select "holds"."id", "holds"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "holds"."item_id" as "itemId", "wanted"."barcode" as "itemBarcode", "holds"."volume", "holds"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."status", "holds"."position", "holds"."placed_at" as "placedAt", "holds"."ready_at" as "readyAt", "holds"."pickup_until" as "pickupUntil", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "holds"."closed_at" as "closedAt", "holds"."closed_reason" as "closedReason", "holds"."closed_note" as "closedNote", "trapped"."id" as "trappedId", "trapped"."barcode" as "trappedBarcode", "holds"."version"
  from "holds"
  inner join "records" on "records"."id" = "holds"."record_id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  left join "items" as "trapped" on "trapped"."id" = "holds"."trapped_item_id"
  left join "items" as "wanted" on "wanted"."id" = "holds"."item_id"
  where "holds"."record_id" = ? and "holds"."patron_id" = ? and "holds"."pickup_branch_id" = ? and "holds"."status" = ? and "holds"."id" < ?
  order by "holds"."id" desc
  limit ?;
select "holds"."id", "holds"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "holds"."item_id" as "itemId", "wanted"."barcode" as "itemBarcode", "holds"."volume", "holds"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."status", "holds"."position", "holds"."placed_at" as "placedAt", "holds"."ready_at" as "readyAt", "holds"."pickup_until" as "pickupUntil", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "holds"."closed_at" as "closedAt", "holds"."closed_reason" as "closedReason", "holds"."closed_note" as "closedNote", "trapped"."id" as "trappedId", "trapped"."barcode" as "trappedBarcode", "holds"."version"
  from "holds"
  inner join "records" on "records"."id" = "holds"."record_id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  left join "items" as "trapped" on "trapped"."id" = "holds"."trapped_item_id"
  left join "items" as "wanted" on "wanted"."id" = "holds"."item_id"
  order by "holds"."id" desc
  limit ?;
select "holds"."id", "holds"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "holds"."item_id" as "itemId", "wanted"."barcode" as "itemBarcode", "holds"."volume", "holds"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."status", "holds"."position", "holds"."placed_at" as "placedAt", "holds"."ready_at" as "readyAt", "holds"."pickup_until" as "pickupUntil", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "holds"."closed_at" as "closedAt", "holds"."closed_reason" as "closedReason", "holds"."closed_note" as "closedNote", "trapped"."id" as "trappedId", "trapped"."barcode" as "trappedBarcode", "holds"."version"
  from "holds"
  inner join "records" on "records"."id" = "holds"."record_id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  left join "items" as "trapped" on "trapped"."id" = "holds"."trapped_item_id"
  left join "items" as "wanted" on "wanted"."id" = "holds"."item_id"
  where "holds"."record_id" = ? and "holds"."patron_id" = ? and "holds"."pickup_branch_id" = ? and "holds"."active_key" is not null and "holds"."id" < ?
  order by "holds"."id" desc
  limit ?;

-- circulation/invariants.queries.ts: listItemsWithBadOpenLoans
select "item_id" as "itemId", count(*) as "count"
  from "loans"
  where "returned_at" is null
  group by "item_id"
  having (count(*) > ? or count("open_item_id") <> count(*));

-- circulation/invariants.queries.ts: listLoansEndingBeforeTheyBegin
select "id" as "loanId"
  from "loans"
  where ("returned_at" < "checked_out_at" or "due_at" < "checked_out_at");

-- circulation/invariants.queries.ts: listBadQueues
select "record_id" as "recordId", count(*) as "count"
  from "holds"
  where "status" = ?
  group by "record_id"
  having (min("position") <> ? or max("position") <> count(*) or count(distinct position) <> count(*));

-- circulation/invariants.queries.ts: listBadTraps
select "holds"."id" as "holdId", "items"."id" as "itemId"
  from "holds"
  inner join "items" on "items"."id" = "holds"."trapped_item_id"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  where ("loans"."id" is not null or "items"."record_id" <> "holds"."record_id" or ("holds"."item_id" is not null and "holds"."item_id" <> "items"."id"));

-- circulation/invariants.queries.ts: listHoldsOnItemAndVolume
select "id" as "holdId"
  from "holds"
  where "item_id" is not null and "volume" is not null;

-- circulation/invariants.queries.ts: listMisplacedReadyHolds
select "holds"."id" as "holdId", "items"."id" as "itemId"
  from "holds"
  inner join "items" on "items"."id" = "holds"."trapped_item_id"
  where "holds"."status" = ? and ("items"."transit_to_branch_id" is not null or "items"."current_branch_id" <> "holds"."pickup_branch_id");

-- circulation/invariants.queries.ts: listLostInTransit
select "holds"."id" as "holdId", "items"."id" as "itemId"
  from "holds"
  inner join "items" on "items"."id" = "holds"."trapped_item_id"
  where "holds"."status" = ? and ("items"."transit_to_branch_id" is null or "items"."transit_to_branch_id" <> "holds"."pickup_branch_id");

-- circulation/invariants.queries.ts: listLentItemsInTransit
select "loans"."id" as "loanId", "items"."id" as "itemId"
  from "loans"
  inner join "items" on "items"."id" = "loans"."open_item_id"
  where "items"."transit_to_branch_id" is not null;

-- circulation/invariants.queries.ts: listOverpaidCharges
select "charge"."id" as "lineId", "charge"."amount", sum("line"."amount") as "applied"
  from "account_lines" as "charge"
  inner join "account_lines" as "line" on "line"."applies_to_id" = "charge"."id"
  group by "charge"."id", "charge"."amount"
  having charge.amount + sum(line.amount) < 0;

-- circulation/invariants.queries.ts: listMisappliedLines
select "line"."id" as "lineId", "charge"."id" as "chargeId"
  from "account_lines" as "line"
  inner join "account_lines" as "charge" on "charge"."id" = "line"."applies_to_id"
  where ("line"."patron_id" <> "charge"."patron_id" or "charge"."kind" in (?, ?));

-- circulation/items.queries.ts: findItemByBarcode
select "id", "record_id" as "recordId", "barcode", "volume", "item_type_id" as "itemTypeId", "home_branch_id" as "homeBranchId", "current_branch_id" as "currentBranchId", "transit_to_branch_id" as "transitToBranchId", "transit_since" as "transitSince", "status", "price", "note", "shelf_hold_id" as "shelfHoldId"
  from "items"
  where "barcode" = ?;

-- circulation/items.queries.ts: findItem
select "id", "record_id" as "recordId", "barcode", "volume", "item_type_id" as "itemTypeId", "home_branch_id" as "homeBranchId", "current_branch_id" as "currentBranchId", "transit_to_branch_id" as "transitToBranchId", "transit_since" as "transitSince", "status", "price", "note", "shelf_hold_id" as "shelfHoldId"
  from "items"
  where "id" = ?;

-- circulation/items.queries.ts: listItemsOfRecord
select "id", "record_id" as "recordId", "barcode", "volume", "item_type_id" as "itemTypeId", "home_branch_id" as "homeBranchId", "current_branch_id" as "currentBranchId", "transit_to_branch_id" as "transitToBranchId", "transit_since" as "transitSince", "status", "price", "note", "shelf_hold_id" as "shelfHoldId"
  from "items"
  where "record_id" = ?
  order by "id";

-- circulation/items.queries.ts: selectItemsOnShelf
select
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" as "trapping" on "trapping"."trapped_item_id" = "items"."id"
  where "items"."status" = ? and "items"."transit_to_branch_id" is null and "loans"."id" is null and "trapping"."id" is null;

-- circulation/items.queries.ts: listItemsOnShelf
select "items"."id", "items"."volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" as "trapping" on "trapping"."trapped_item_id" = "items"."id"
  where "items"."status" = ? and "items"."transit_to_branch_id" is null and "loans"."id" is null and "trapping"."id" is null and "items"."record_id" = ?;

-- circulation/items.queries.ts: moveItem
update "items"
  set "status" = ?, "current_branch_id" = ?, "transit_to_branch_id" = ?, "transit_since" = ?, "shelf_hold_id" = ?
  where "id" = ?;

-- circulation/items.queries.ts: updateItemPlace
update "items"
  set "status" = ?, "current_branch_id" = ?, "transit_to_branch_id" = ?, "transit_since" = ?, "shelf_hold_id" = ?
  where "id" = ?;

-- circulation/job-loans.queries.ts: listLoansDueUntil
select "loans"."id", "loans"."branch_id" as "branchId", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "patrons"."category_id" as "patronCategoryId", "patrons"."branch_id" as "patronBranchId", "patrons"."expires_on" as "cardExpiresOn", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."status" as "itemStatus"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."branch_id" = ? and "loans"."returned_at" is null and "loans"."due_at" <= ? and ("loans"."due_at" > ? or ("loans"."due_at" = ? and "loans"."id" > ?))
  order by "loans"."due_at", "loans"."id"
  limit ?;
select "loans"."id", "loans"."branch_id" as "branchId", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "patrons"."category_id" as "patronCategoryId", "patrons"."branch_id" as "patronBranchId", "patrons"."expires_on" as "cardExpiresOn", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."status" as "itemStatus"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."branch_id" = ? and "loans"."returned_at" is null and "loans"."due_at" <= ?
  order by "loans"."due_at", "loans"."id"
  limit ?;

-- circulation/job-loans.queries.ts: listLoansDueAt
select "loans"."id", "loans"."branch_id" as "branchId", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "patrons"."category_id" as "patronCategoryId", "patrons"."branch_id" as "patronBranchId", "patrons"."expires_on" as "cardExpiresOn", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."status" as "itemStatus"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."branch_id" = ? and "loans"."returned_at" is null and "loans"."due_at" = ? and "loans"."id" > ?
  order by "loans"."id"
  limit ?;

-- circulation/job-loans.queries.ts: listDueMoments
select distinct "due_at"
  from "loans"
  where "branch_id" = ? and "returned_at" is null and "due_at" >= ?
  order by "due_at";

-- circulation/job-loans.queries.ts: findMark
select "day", "detail"
  from "loan_job_marks"
  where "loan_id" = ? and "job" = ?;

-- circulation/job-loans.queries.ts: insertMark
insert into "loan_job_marks" ("loan_id", "job", "day", "detail")
  values (?, ?, ?, ?);

-- circulation/job-loans.queries.ts: replaceMark
insert into "loan_job_marks" ("loan_id", "job", "day", "detail")
  values (?, ?, ?, ?)
  on conflict ("loan_id", "job") do update
  set "day" = ?, "detail" = ?;

-- circulation/job-loans.queries.ts: loseItem
update "items"
  set "status" = ?, "updated_at" = ?, "version" = "version" + ?
  where "id" = ? and "status" = ?;

-- circulation/library-rules.queries.ts: readRules
select *
  from "settings";
select "id", "branch_id", "patron_category_id", "item_type_id", "name", "value"
  from "policy_values"
  order by "name", "id";
select "id", "time_zone"
  from "branches";
select "branch_id", "weekday", "opens", "closes"
  from "opening_hours";
select "branch_id", "first_day", "last_day", "is_yearly"
  from "closures"
  order by "id";
select "branch_id", "first_day", "last_day", "is_yearly", "hours", "other_weekdays", "is_above_closures"
  from "exceptional_days"
  where "kind" = ?
  order by "id";
select "value"
  from "revisions"
  where "name" = ?;

-- circulation/library-rules.queries.ts: findCalendar
select "value"
  from "revisions"
  where "name" = ?;
select *
  from "settings";
select "id", "branch_id", "patron_category_id", "item_type_id", "name", "value"
  from "policy_values"
  order by "name", "id";
select "id", "time_zone"
  from "branches";
select "branch_id", "weekday", "opens", "closes"
  from "opening_hours";
select "branch_id", "first_day", "last_day", "is_yearly"
  from "closures"
  order by "id";
select "branch_id", "first_day", "last_day", "is_yearly", "hours", "other_weekdays", "is_above_closures"
  from "exceptional_days"
  where "kind" = ?
  order by "id";

-- circulation/loan-charges.queries.ts: readBalance
select coalesce(sum("amount"), 0) as "balance"
  from "account_lines"
  where "patron_id" = ?;

-- circulation/loan-charges.queries.ts: readOutstanding
select coalesce(sum("amount"), 0) as "total"
  from "account_lines"
  where "patron_id" = ? and "kind" = ?;
select coalesce(sum("line"."amount"), 0) as "total"
  from "account_lines" as "line"
  inner join "account_lines" as "charge" on "charge"."id" = "line"."applies_to_id"
  where "charge"."patron_id" = ? and "charge"."kind" = ?;

-- circulation/loan-charges.queries.ts: listChargesOfLoan
select "charge"."id" as "id", "charge"."amount" as "amount", coalesce(sum("line"."amount"), 0) as "applied"
  from "account_lines" as "charge"
  left join "account_lines" as "line" on "line"."applies_to_id" = "charge"."id"
  where "charge"."loan_id" = ? and "charge"."kind" = ?
  group by "charge"."id", "charge"."amount"
  order by "charge"."id";

-- circulation/loan-charges.queries.ts: insertLine
insert into "account_lines" ("patron_id", "loan_id", "kind", "amount", "applies_to_id", "payment_id", "reason", "note", "branch_id", "staff_id", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- circulation/loan-charges.queries.ts: findLine
select "line"."id", "line"."kind", "line"."amount", "line"."reason", "line"."note", "line"."loan_id" as "loanId", "records"."title", "line"."created_at" as "createdAt", "line"."branch_id" as "branchId", "staff"."display_name" as "staffName"
  from "account_lines" as "line"
  left join "loans" on "loans"."id" = "line"."loan_id"
  left join "records" on "records"."id" = "loans"."record_id"
  left join "staff" on "staff"."id" = "line"."staff_id"
  where "line"."id" = ?;
select "applies_to_id" as "id", sum("amount") as "total"
  from "account_lines"
  where "applies_to_id" in (?)
  group by "applies_to_id";

-- circulation/loan-decisions.queries.ts: insertLoanDecision
insert into "loan_decisions" ("loan_id", "kind", "decided_at", "charge_id", "explanation")
  values (?, ?, ?, ?, ?);

-- circulation/loan-decisions.queries.ts: listLoanDecisions
select "kind", "decided_at" as "at", "charge_id" as "chargeId", "explanation"
  from "loan_decisions"
  where "loan_id" = ?
  order by "id";

-- circulation/loan-decisions.queries.ts: deleteLastLoanDecision
select "id", "kind"
  from "loan_decisions"
  where "loan_id" = ?
  order by "id" desc
  limit ?;

-- circulation/loans.queries.ts: findLoanRow
select "id", "item_id" as "itemId", "record_id" as "recordId", "patron_id" as "patronId", "patron_category_id" as "patronCategoryId", "branch_id" as "branchId", "checked_out_at" as "checkedOutAt", "due_at" as "dueAt", "is_hourly" as "isHourly", "renewals", "last_renewed_at" as "lastRenewedAt", "returned_at" as "returnedAt", "return_branch_id" as "returnBranchId", "recalled_at" as "recalledAt", "recalled_by_hold_id" as "recalledByHoldId", "due_before_recall" as "dueBeforeRecall", "version"
  from "loans"
  where "id" = ?;

-- circulation/loans.queries.ts: findOpenLoanOfItem
select "id", "item_id" as "itemId", "record_id" as "recordId", "patron_id" as "patronId", "patron_category_id" as "patronCategoryId", "branch_id" as "branchId", "checked_out_at" as "checkedOutAt", "due_at" as "dueAt", "is_hourly" as "isHourly", "renewals", "last_renewed_at" as "lastRenewedAt", "returned_at" as "returnedAt", "return_branch_id" as "returnBranchId", "recalled_at" as "recalledAt", "recalled_by_hold_id" as "recalledByHoldId", "due_before_recall" as "dueBeforeRecall", "version"
  from "loans"
  where "open_item_id" = ?;

-- circulation/loans.queries.ts: listOpenLoansOfPatron
select "loans"."record_id" as "recordId", "items"."volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "loans"."branch_id" as "branchId", "loans"."due_at" as "dueAt"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."patron_id" = ? and "loans"."returned_at" is null;

-- circulation/loans.queries.ts: insertLoan
insert into "loans" ("item_id", "open_item_id", "record_id", "patron_id", "patron_category_id", "branch_id", "checked_out_at", "due_at", "is_hourly", "age_group")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- circulation/loans.queries.ts: updateLoanPeriod
update "loans"
  set "due_at" = ?, "is_hourly" = ?, "renewals" = ?, "last_renewed_at" = ?, "recalled_at" = ?, "recalled_by_hold_id" = ?, "due_before_recall" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- circulation/loans.queries.ts: updateLoanRecall
update "loans"
  set "due_at" = ?, "recalled_at" = ?, "recalled_by_hold_id" = ?, "due_before_recall" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- circulation/loans.queries.ts: listOpenLoansOfRecord
select "id", "item_id" as "itemId", "record_id" as "recordId", "patron_id" as "patronId", "patron_category_id" as "patronCategoryId", "branch_id" as "branchId", "checked_out_at" as "checkedOutAt", "due_at" as "dueAt", "is_hourly" as "isHourly", "renewals", "last_renewed_at" as "lastRenewedAt", "returned_at" as "returnedAt", "return_branch_id" as "returnBranchId", "recalled_at" as "recalledAt", "recalled_by_hold_id" as "recalledByHoldId", "due_before_recall" as "dueBeforeRecall", "version"
  from "loans"
  where "record_id" = ? and "returned_at" is null
  order by "id";

-- circulation/loans.queries.ts: closeLoan
update "loans"
  set "returned_at" = ?, "return_branch_id" = ?, "open_item_id" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- circulation/loans.queries.ts: reopenLoan
update "loans"
  set "returned_at" = ?, "return_branch_id" = ?, "open_item_id" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- circulation/loans.queries.ts: deleteLoan
delete
  from "loans"
  where "id" = ?;

-- circulation/loans.queries.ts: findLoan
select "loans"."id", "loans"."item_id" as "itemId", "items"."barcode", "items"."call_number" as "callNumber", "items"."volume", "items"."status" as "itemStatus", "loans"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "loans"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."returned_at" as "returnedAt", "loans"."recalled_at" as "recalledAt", "loans"."version"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."id" = ?;

-- circulation/loans.queries.ts: findLoans
select "loans"."id", "loans"."item_id" as "itemId", "items"."barcode", "items"."call_number" as "callNumber", "items"."volume", "items"."status" as "itemStatus", "loans"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "loans"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."returned_at" as "returnedAt", "loans"."recalled_at" as "recalledAt", "loans"."version"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."id" in (?, ?);

-- circulation/loans.queries.ts: listLoans
select "loans"."id", "loans"."item_id" as "itemId", "items"."barcode", "items"."call_number" as "callNumber", "items"."volume", "items"."status" as "itemStatus", "loans"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "loans"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."returned_at" as "returnedAt", "loans"."recalled_at" as "recalledAt", "loans"."version"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."patron_id" = ? and "loans"."branch_id" = ? and "loans"."returned_at" is null and ("loans"."due_at" > ? or ("loans"."due_at" = ? and "loans"."id" > ?))
  order by "loans"."due_at" asc, "loans"."id" asc
  limit ?;
select "loans"."id", "loans"."item_id" as "itemId", "items"."barcode", "items"."call_number" as "callNumber", "items"."volume", "items"."status" as "itemStatus", "loans"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "loans"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."returned_at" as "returnedAt", "loans"."recalled_at" as "recalledAt", "loans"."version"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  order by "loans"."checked_out_at" desc, "loans"."id" desc
  limit ?;
select "loans"."id", "loans"."item_id" as "itemId", "items"."barcode", "items"."call_number" as "callNumber", "items"."volume", "items"."status" as "itemStatus", "loans"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "loans"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."returned_at" as "returnedAt", "loans"."recalled_at" as "recalledAt", "loans"."version"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."patron_id" = ? and "loans"."branch_id" = ? and "loans"."returned_at" is not null and ("loans"."checked_out_at" < ? or ("loans"."checked_out_at" = ? and "loans"."id" < ?))
  order by "loans"."checked_out_at" desc, "loans"."id" desc
  limit ?;
select "loans"."id", "loans"."item_id" as "itemId", "items"."barcode", "items"."call_number" as "callNumber", "items"."volume", "items"."status" as "itemStatus", "loans"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "loans"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."returned_at" as "returnedAt", "loans"."recalled_at" as "recalledAt", "loans"."version"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."patron_id" = ? and "loans"."branch_id" = ? and "loans"."returned_at" is null and "loans"."due_at" < ? and ("loans"."due_at" > ? or ("loans"."due_at" = ? and "loans"."id" > ?))
  order by "loans"."due_at" asc, "loans"."id" asc
  limit ?;

-- circulation/policies.queries.ts: listPolicyRows
select "id", "branch_id", "patron_category_id", "item_type_id", "name", "value"
  from "policy_values"
  order by "name", "id";

-- circulation/policies.queries.ts: listPolicyRowsNamed
select "id", "branch_id", "patron_category_id", "item_type_id", "name", "value"
  from "policy_values"
  where "name" in (?, ?);

-- circulation/policies.queries.ts: listPolicyRowsFor
select "id", "branch_id", "patron_category_id", "item_type_id", "name", "value"
  from "policy_values"
  where ("branch_id" is null or "branch_id" = ?) and ("patron_category_id" is null or "patron_category_id" = ?) and ("item_type_id" is null or "item_type_id" = ?);

-- circulation/policies.queries.ts: findPolicyRow
select "id", "branch_id", "patron_category_id", "item_type_id", "name", "value"
  from "policy_values"
  where "id" = ?;

-- circulation/policies.queries.ts: findPolicyRowAt
select "id", "branch_id", "patron_category_id", "item_type_id", "name", "value"
  from "policy_values"
  where "scope_key" = ?;

-- circulation/policies.queries.ts: insertPolicyValue
insert into "policy_values" ("branch_id", "patron_category_id", "item_type_id", "name", "value", "scope_key")
  values (?, ?, ?, ?, ?, ?);

-- circulation/policies.queries.ts: updatePolicyValue
update "policy_values"
  set "value" = ?
  where "id" = ?;

-- circulation/policies.queries.ts: deletePolicyRow
delete
  from "policy_values"
  where "id" = ?;

-- circulation/refused-attempts.queries.ts: insertRefusedAttempt
insert into "refused_attempts" ("at", "branch_id", "patron_branch_id", "patron_category_id", "item_type_id", "item_branch_id", "facts")
  values (?, ?, ?, ?, ?, ?, ?);

-- circulation/refused-attempts.queries.ts: listRefusedAttempts
select *
  from "refused_attempts"
  where "at" >= ? and "id" > ?
  order by "id"
  limit ?;

-- circulation/refused-attempts.queries.ts: countRefusedAttempts
select count(*) as "count"
  from "refused_attempts"
  where "at" >= ?;

-- exports/exported-records.queries.ts: readRecordsAfter
select "records".*, "format", "syntax", "original"
  from "records"
  left join "record_sources" on "record_sources"."record_id" = "records"."id"
  where "records"."id" > ?
  order by "records"."id"
  limit ?;
select "items"."record_id", "items"."barcode", "home"."code" as "branch", "current"."code" as "currentBranch", "item_types"."code" as "itemType", "items"."location", "items"."call_number" as "callNumber", "items"."volume", "items"."status", "items"."price", "items"."note"
  from "items"
  inner join "branches" as "home" on "home"."id" = "items"."home_branch_id"
  inner join "branches" as "current" on "current"."id" = "items"."current_branch_id"
  inner join "item_types" on "item_types"."id" = "items"."item_type_id"
  where "items"."record_id" in (?)
  order by "items"."id";

-- exports/exported-records.queries.ts: findUsualFlavour
select "format", count(*) as "count"
  from "record_sources"
  where "format" in (?, ?)
  group by "format";

-- housekeeping/housekeeping.queries.ts: deleteRecordChanges
select max("id") as "last"
  from "record_changes";
select "id"
  from "record_changes"
  where "id" <= ?
  limit ?;
delete
  from "record_changes"
  where "id" in (?) and "id" <= ?;

-- imports/imports.queries.ts: insertImport
insert into "jobs" ("kind", "status", "input", "staff_id", "created_at")
  values (?, ?, ?, ?, ?);

-- imports/imports.queries.ts: findImport
select *
  from "jobs"
  where "id" = ? and "kind" in (?, ?);

-- imports/imports.queries.ts: listImports
select *
  from "jobs"
  where "kind" in (?, ?) and "id" < ?
  order by "id" desc
  limit ?;
select *
  from "jobs"
  where "kind" in (?, ?)
  order by "id" desc
  limit ?;

-- imports/imports.queries.ts: updatePreview
update "jobs"
  set "input" = ?
  where "id" = ? and "kind" = ? and "status" = ?;

-- imports/imports.queries.ts: queueImport
update "jobs"
  set "kind" = ?, "input" = ?
  where "id" = ? and "kind" = ? and "status" = ?;

-- imports/imports.queries.ts: cancelImport
update "jobs"
  set "status" = ?, "finished_at" = ?, "lease_owner" = ?, "lease_until" = ?
  where "id" = ? and "kind" in (?, ?) and "status" in (?, ?);

-- imports/imports.queries.ts: claimImport
select "id"
  from "jobs"
  where "kind" = ? and ("status" = ? or ("status" = ? and ("lease_until" is null or "lease_until" < ?)))
  order by "id";
update "jobs"
  set "status" = ?, "lease_owner" = ?, "lease_until" = ?, "started_at" = coalesce("started_at", ?)
  where "id" = ? and ("status" = ? or ("status" = ? and ("lease_until" is null or "lease_until" < ?)));
select *
  from "jobs"
  where "id" = ? and "kind" in (?, ?);

-- imports/imports.queries.ts: storeProgress
update "jobs"
  set "progress" = ?, "lease_until" = ?
  where "id" = ? and "status" = ? and "lease_owner" = ?;

-- imports/imports.queries.ts: releaseImport
update "jobs"
  set "lease_owner" = ?, "lease_until" = ?
  where "id" = ? and "lease_owner" = ?;

-- imports/imports.queries.ts: finishImport
update "jobs"
  set "status" = ?, "error" = ?, "finished_at" = ?, "lease_owner" = ?, "lease_until" = ?
  where "id" = ? and "lease_owner" = ?;

-- imports/imports.queries.ts: insertReport
select count(*) as "count"
  from "job_reports"
  where "job_id" = ?;
insert into "job_reports" ("job_id", "position", "outcome", "detail")
  values (?, ?, ?, ?), (?, ?, ?, ?);

-- imports/imports.queries.ts: listReport
select *
  from "job_reports"
  where "job_id" = ? and "outcome" = ? and "id" > ?
  order by "id"
  limit ?;

-- imports/imports.queries.ts: findAbandonedPreviews
select *
  from "jobs"
  where "kind" = ? and "status" = ? and "created_at" < ?;

-- imports/imports.queries.ts: listNeededUploads
select "input"
  from "jobs"
  where "kind" in (?, ?) and "status" in (?, ?);

-- imports/imports.queries.ts: haveBranchAndType
select "id"
  from "branches"
  where "id" = ?;
select "id"
  from "item_types"
  where "id" = ?;

-- imports/titles.queries.ts: findKnownTitles
select "records"."id", "match_key", "control_number", "title", "fingerprint"
  from "records"
  left join "record_sources" on "record_sources"."record_id" = "records"."id"
  where "records"."match_key" in (?);

-- imports/titles.queries.ts: insertTitles
insert into "records" ("match_key", "control_number", "kind", "title", "subtitle", "responsibility", "authors", "publisher", "place", "year", "language", "isbns", "subjects", "series", "edition", "extent", "classification", "summary", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
select "id", "match_key"
  from "records"
  where "match_key" in (?, ?);
insert into "record_sources" ("format", "syntax", "fingerprint", "original")
  values (?, ?, ?, ?), (?, ?, ?, ?);
insert into "record_sources" ("record_id", "format", "syntax", "fingerprint", "original")
  values (?, ?, ?, ?, ?), (?, ?, ?, ?, ?);

-- imports/titles.queries.ts: updateTitle
update "records"
  set "control_number" = ?, "kind" = ?, "title" = ?, "subtitle" = ?, "responsibility" = ?, "authors" = ?, "publisher" = ?, "place" = ?, "year" = ?, "language" = ?, "isbns" = ?, "subjects" = ?, "series" = ?, "edition" = ?, "extent" = ?, "classification" = ?, "summary" = ?, "updated_at" = ?, "version" = "version" + ?
  where "id" = ?;
delete
  from "record_sources"
  where "record_id" = ?;
insert into "record_sources" ("record_id", "format", "syntax", "fingerprint", "original")
  values (?, ?, ?, ?, ?);

-- imports/titles.queries.ts: findBarcodes
select "id", "record_id", "barcode"
  from "items"
  where "barcode" in (?);

-- imports/titles.queries.ts: findRecordsWithItems
select distinct "record_id"
  from "items"
  where "record_id" in (?, ?);

-- imports/titles.queries.ts: insertItems
insert into "items" ("created_at", "barcode", "status", "record_id", "item_type_id", "home_branch_id", "current_branch_id", "updated_at", "id", "note", "location", "volume", "price", "version", "transit_to_branch_id", "transit_since", "call_number", "shelf_hold_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "items" ("created_at", "barcode", "status", "record_id", "item_type_id", "home_branch_id", "current_branch_id", "updated_at", "note", "location", "volume", "price", "transit_to_branch_id", "transit_since", "call_number", "shelf_hold_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- imports/titles.queries.ts: updateItemDescription
select "location", "call_number", "volume", "price", "note"
  from "items"
  where "id" = ?;
update "items"
  set "location" = ?, "call_number" = ?, "volume" = ?, "price" = ?, "note" = ?, "updated_at" = ?, "version" = version + 1
  where "id" = ?;

-- imports/titles.queries.ts: readPlaceNames
select "id", "code", "name"
  from "branches"
  order by "id";
select "id", "code", "name_fr", "name_en"
  from "item_types"
  order by "id";

-- imports/uploads.queries.ts: insertPiece
insert into "upload_pieces" ("stored_as", "position", "content", "created_at")
  values (?, ?, ?, ?);

-- imports/uploads.queries.ts: findPiece
select "content"
  from "upload_pieces"
  where "stored_as" = ? and "position" = ?;

-- imports/uploads.queries.ts: deletePieces
delete
  from "upload_pieces"
  where "stored_as" = ?;

-- imports/uploads.queries.ts: listUploadsBefore
select distinct "stored_as"
  from "upload_pieces"
  where "created_at" < ?;

-- jobs/jobs.queries.ts: readScheduledJobs
select *
  from "scheduled_jobs";

-- jobs/jobs.queries.ts: readDoneDays
select *
  from "scheduled_job_days";

-- jobs/jobs.queries.ts: listPlaces
select "id" as "branchId", "time_zone" as "timeZone"
  from "branches"
  order by "id";

-- jobs/jobs.queries.ts: readQueued
select "kind", min("created_at") as "since"
  from "jobs"
  where "status" = ?
  group by "kind";

-- jobs/jobs.queries.ts: takeLease
select "name"
  from "scheduled_jobs"
  where "name" = ?;
insert into "scheduled_jobs" ("name")
  values (?);
update "scheduled_jobs"
  set "lease_owner" = ?, "lease_until" = ?
  where "name" = ? and ("lease_until" is null or "lease_until" <= ?);

-- jobs/jobs.queries.ts: keepLease
update "scheduled_jobs"
  set "lease_until" = ?
  where "name" = ? and "lease_owner" = ?;

-- jobs/jobs.queries.ts: giveLeaseBack
update "scheduled_jobs"
  set "lease_owner" = ?, "lease_until" = ?, "failures" = ?, "retry_at" = ?, "last_started_at" = ?, "last_success_at" = ?, "last_duration" = ?
  where "name" = ? and "lease_owner" = ?;
update "scheduled_jobs"
  set "lease_owner" = ?, "lease_until" = ?, "retry_at" = ?, "last_started_at" = ?, "last_success_at" = ?, "last_duration" = ?
  where "name" = ? and "lease_owner" = ?;

-- jobs/jobs.queries.ts: noteDoneDay
insert into "scheduled_job_days" ("name", "branch_id", "done_day")
  values (?, ?, ?)
  on conflict ("name", "branch_id") do update
  set "done_day" = ?;

-- jobs/jobs.queries.ts: queueRun
insert into "jobs" ("kind", "status", "input", "staff_id", "created_at")
  values (?, ?, ?, ?, ?);

-- jobs/jobs.queries.ts: findQueuedRun
select "id", "input", "staff_id" as "staffId"
  from "jobs"
  where "kind" = ? and "status" = ?
  order by "id";

-- jobs/jobs.queries.ts: insertRun
insert into "jobs" ("kind", "status", "input", "lease_owner", "lease_until", "created_at", "started_at")
  values (?, ?, ?, ?, ?, ?, ?);

-- jobs/jobs.queries.ts: beginQueuedRun
update "jobs"
  set "status" = ?, "lease_owner" = ?, "lease_until" = ?, "started_at" = ?
  where "id" = ? and "status" = ?;

-- jobs/jobs.queries.ts: listRunning
select "id", "input", "staff_id" as "staffId"
  from "jobs"
  where "kind" = ? and "status" = ?;

-- jobs/jobs.queries.ts: storeProgress
update "jobs"
  set "progress" = ?, "lease_until" = ?
  where "id" = ? and "lease_owner" = ?;

-- jobs/jobs.queries.ts: finishRun
update "jobs"
  set "status" = ?, "result" = ?, "error" = ?, "lease_owner" = ?, "lease_until" = ?, "finished_at" = ?
  where "id" = ?;
update "jobs"
  set "status" = ?, "error" = ?, "lease_owner" = ?, "lease_until" = ?, "finished_at" = ?
  where "id" = ?;

-- jobs/jobs.queries.ts: deleteRun
delete
  from "jobs"
  where "id" = ?;

-- jobs/jobs.queries.ts: insertLine
insert into "job_reports" ("job_id", "position", "outcome", "detail")
  values (?, ?, ?, ?);

-- jobs/jobs.queries.ts: listLines
select "id", "outcome", "detail"
  from "job_reports"
  where "job_id" = ? and "id" > ?
  order by "id"
  limit ?;

-- jobs/jobs.queries.ts: listRuns
select "jobs".*, "staff"."display_name" as "staffName"
  from "jobs"
  left join "staff" on "staff"."id" = "jobs"."staff_id"
  where "jobs"."kind" = ? and "jobs"."id" < ?
  order by "jobs"."id" desc
  limit ?;
select "jobs".*, "staff"."display_name" as "staffName"
  from "jobs"
  left join "staff" on "staff"."id" = "jobs"."staff_id"
  where "jobs"."kind" = ?
  order by "jobs"."id" desc
  limit ?;

-- jobs/jobs.queries.ts: findRun
select "jobs".*, "staff"."display_name" as "staffName"
  from "jobs"
  left join "staff" on "staff"."id" = "jobs"."staff_id"
  where "jobs"."id" = ?;

-- jobs/jobs.queries.ts: readLastRuns
select "jobs".*, "staff"."display_name" as "staffName"
  from "jobs"
  left join "staff" on "staff"."id" = "jobs"."staff_id"
  where "jobs"."id" in (select max("id") as "id"
  from "jobs"
  where "kind" in (?, ?)
  group by "kind");

-- live/live-changes.queries.ts: findLastChangeId
select max("id") as "last"
  from "audit_log";

-- live/live-changes.queries.ts: listChangesAfter
select "a"."id", "a"."action", "a"."entity", "a"."entity_id" as "entityId", "a"."branch_id" as "branchId", "l"."patron_id" as "borrower", "h"."patron_id" as "holder", "n"."patron_id" as "addressee", "h"."record_id" as "heldRecord", "i"."record_id" as "itemRecord"
  from "audit_log" as "a"
  left join "loans" as "l" on "a"."entity" = ? and "l"."id" = "a"."entity_id"
  left join "holds" as "h" on "a"."entity" = ? and "h"."id" = "a"."entity_id"
  left join "notices" as "n" on "a"."entity" = ? and "n"."id" = "a"."entity_id"
  left join "items" as "i" on (("a"."entity" = ? and "i"."id" = "a"."entity_id") or "i"."id" = "l"."item_id")
  where "a"."id" > ?
  order by "a"."id"
  limit ?;

-- notices/notice-retention.queries.ts: noticeTextSweep.count
select max(id) as last
  from "notices";

-- notices/notice-retention.queries.ts: noticeTextSweep.batch
select "notices"."id" as "key"
  from "notices"
  where "finished_at" < ? and ("body_text" is not null or "address" is not null) and "notices"."id" > ? and "notices"."id" <= ?
  order by "notices"."id"
  limit ?;
select max(id) as last
  from "notices";
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "notice_id" in (?) and (exists (select "loans"."id"
  from "loans"
  where "loans"."id" = "notice_subjects"."loan_id" and "loans"."returned_at" is not null) or exists (select "holds"."id"
  from "holds"
  where "holds"."id" = "notice_subjects"."hold_id" and "holds"."active_key" is null));

-- notices/notice-retention.queries.ts: noticeLogSweep.count
select max(id) as last
  from "notices";

-- notices/notice-retention.queries.ts: noticeLogSweep.batch
select "notices"."id" as "key"
  from "notices"
  where "finished_at" < ? and not exists (select "subject"."id"
  from "notice_subjects" as "subject"
  left join "loans" on "loans"."id" = "subject"."loan_id"
  left join "holds" on "holds"."id" = "subject"."hold_id"
  where "subject"."notice_id" = "notices"."id" and ("loans"."open_item_id" is not null or "holds"."active_key" is not null)) and "notices"."id" > ? and "notices"."id" <= ?
  order by "notices"."id"
  limit ?;
select max(id) as last
  from "notices";
delete
  from "notices"
  where id in (?);

-- notices/notice-retention.queries.ts: forgetNoticesAbout
select "notice_id"
  from "notice_subjects"
  where "hold_id" in (?, ?);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "hold_id" in (?, ?);
select "notice_id"
  from "notice_subjects"
  where "loan_id" in (?, ?);
delete
  from "notice_subjects"
  where "loan_id" in (?, ?);

-- notices/notice-subjects.queries.ts: listSubjects
select "subject"."topic", "subject"."detail", "loan_record"."title" as "loanTitle", "loan_record"."authors" as "loanAuthors", "item"."barcode", "item"."status" as "itemStatus", "loan"."patron_id" as "loanPatronId", "loan"."due_at" as "dueAt", "loan"."is_hourly" as "isHourly", "branch"."time_zone" as "timeZone", "loan"."returned_at" as "returnedAt", "hold_record"."title" as "holdTitle", "hold_record"."authors" as "holdAuthors", "hold"."patron_id" as "holdPatronId", "hold"."status" as "holdStatus", "hold"."ready_at" as "readyAt", "hold"."pickup_until" as "pickupUntil", "pickup"."name" as "pickupBranch"
  from "notice_subjects" as "subject"
  left join "loans" as "loan" on "loan"."id" = "subject"."loan_id"
  left join "records" as "loan_record" on "loan_record"."id" = "loan"."record_id"
  left join "items" as "item" on "item"."id" = "loan"."item_id"
  left join "branches" as "branch" on "branch"."id" = "loan"."branch_id"
  left join "holds" as "hold" on "hold"."id" = "subject"."hold_id"
  left join "records" as "hold_record" on "hold_record"."id" = "hold"."record_id"
  left join "branches" as "pickup" on "pickup"."id" = "hold"."pickup_branch_id"
  where "subject"."notice_id" = ?
  order by "loan"."due_at", "subject"."id";

-- notices/notices.queries.ts: listNotices
select "notices"."id", "notices"."kind", "notices"."state", "notices"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "notices"."branch_id" as "branchId", "notices"."language", "notices"."address", "notices"."subject", "notices"."attempts", "notices"."next_attempt_at" as "nextAttemptAt", "notices"."error", "notices"."created_at" as "createdAt", "notices"."finished_at" as "finishedAt"
  from "notices"
  inner join "patrons" on "patrons"."id" = "notices"."patron_id"
  where "notices"."state" = ? and "notices"."kind" = ? and "notices"."patron_id" = ? and "notices"."id" < ?
  order by "notices"."id" desc
  limit ?;
select "notices"."id", "notices"."kind", "notices"."state", "notices"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "notices"."branch_id" as "branchId", "notices"."language", "notices"."address", "notices"."subject", "notices"."attempts", "notices"."next_attempt_at" as "nextAttemptAt", "notices"."error", "notices"."created_at" as "createdAt", "notices"."finished_at" as "finishedAt"
  from "notices"
  inner join "patrons" on "patrons"."id" = "notices"."patron_id"
  order by "notices"."id" desc
  limit ?;

-- notices/notices.queries.ts: findNotice
select "notices"."id", "notices"."kind", "notices"."state", "notices"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "notices"."branch_id" as "branchId", "notices"."language", "notices"."address", "notices"."subject", "notices"."attempts", "notices"."next_attempt_at" as "nextAttemptAt", "notices"."error", "notices"."created_at" as "createdAt", "notices"."finished_at" as "finishedAt", "notices"."body_text" as "text", "notices"."body_html" as "html"
  from "notices"
  inner join "patrons" on "patrons"."id" = "notices"."patron_id"
  where "notices"."id" = ?;
select "subject"."topic", "subject"."loan_id" as "loanId", "subject"."hold_id" as "holdId", "records"."title"
  from "notice_subjects" as "subject"
  left join "loans" on "loans"."id" = "subject"."loan_id"
  left join "holds" on "holds"."id" = "subject"."hold_id"
  left join "records" on ("records"."id" = "loans"."record_id" or "records"."id" = "holds"."record_id")
  where "subject"."notice_id" = ?
  order by "subject"."id";

-- notices/notices.queries.ts: requeueNotice
update "notices"
  set "state" = ?, "attempts" = ?, "next_attempt_at" = ?, "finished_at" = ?, "open_key" = ?, "error" = ?, "version" = "version" + ?
  where "id" = ? and "state" = ?;

-- notices/notices.queries.ts: cancelNotice
update "notices"
  set "state" = ?, "next_attempt_at" = ?, "finished_at" = ?, "open_key" = ?, "error" = ?, "version" = "version" + ?
  where "id" = ? and "state" = ?;

-- notices/notices.queries.ts: listSentTo
select "id", "kind", "subject", "finished_at" as "sentAt"
  from "notices"
  where "patron_id" = ? and "state" = ?
  order by "id" desc
  limit ?;

-- notices/outbox.queries.ts: findRecipient
select "patrons"."email", "patrons"."category_id" as "categoryId", "patrons"."notice_choice" as "choice", "branches"."id" as "branchId", "branches"."time_zone" as "timeZone"
  from "patrons"
  inner join "branches" on "branches"."id" = "patrons"."branch_id"
  where "patrons"."id" = ?;

-- notices/outbox.queries.ts: listKnownKeys
select "dedup_key"
  from "notice_subjects"
  where "dedup_key" in (?, ?);

-- notices/outbox.queries.ts: joinGathering
update "notices"
  set "version" = "version" + ?
  where "open_key" = ?;
select "id", "next_attempt_at"
  from "notices"
  where "open_key" = ?;
update "notices"
  set "next_attempt_at" = ?
  where "id" = ?;

-- notices/outbox.queries.ts: listReadersWithDigest
select "patron_id"
  from "notices"
  where "patron_id" in (?, ?) and "kind" = ? and ("state" in (?, ?) or ("state" = ? and "finished_at" >= ?));

-- notices/outbox.queries.ts: insertNotice
insert into "notices" ("kind", "patron_id", "branch_id", "state", "open_key", "detail", "message_id", "next_attempt_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- notices/outbox.queries.ts: insertSubjects
insert into "notice_subjects" ("notice_id", "topic", "dedup_key", "loan_id", "hold_id", "detail")
  values (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?);

-- notices/outbox.queries.ts: listDue
select "id", "kind", "patron_id" as "patronId", "branch_id" as "branchId", "detail", "message_id" as "messageId", "attempts", "version"
  from "notices"
  where "state" in (?, ?) and "next_attempt_at" <= ?
  order by "next_attempt_at", "id"
  limit ?;
select "id", "kind", "patron_id" as "patronId", "branch_id" as "branchId", "detail", "message_id" as "messageId", "attempts", "version"
  from "notices"
  where "state" = ? and "lease_until" <= ?
  order by "id"
  limit ?;

-- notices/outbox.queries.ts: claimNotice
update "notices"
  set "state" = ?, "open_key" = ?, "attempts" = ?, "lease_owner" = ?, "lease_until" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- notices/outbox.queries.ts: storeMail
update "notices"
  set "language" = ?, "address" = ?, "subject" = ?, "body_text" = ?, "body_html" = ?
  where "id" = ? and "lease_owner" = ?;

-- notices/outbox.queries.ts: endAttempt
update "notices"
  set "state" = ?, "error" = ?, "next_attempt_at" = ?, "finished_at" = ?, "lease_owner" = ?, "lease_until" = ?, "version" = "version" + ?
  where "id" = ? and "lease_owner" = ? and "state" = ?;

-- notices/outbox.queries.ts: countByState
select "state", count(*) as "count"
  from "notices"
  group by "state";

-- notices/outbox.queries.ts: findOldestDue
select min("next_attempt_at") as "oldest"
  from "notices"
  where "state" in (?, ?, ?) and "next_attempt_at" <= ?;

-- notices/reminders.queries.ts: listLoansToRemind
select "loans"."id" as "loanId", "loans"."due_at" as "dueAt", "loans"."checked_out_at" as "checkedOutAt", "loans"."last_renewed_at" as "lastRenewedAt", "items"."status" as "itemStatus", "items"."home_branch_id" as "itemHomeBranchId", "patrons"."id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "patrons"."branch_id" as "patronBranchId", "branches"."time_zone" as "patronTimeZone", "patrons"."category_id" as "patronCategoryId", "patrons"."email", "patrons"."notice_choice" as "choice", "patrons"."restricted_until" as "restrictedUntil", "patrons"."restriction_reason" as "restrictionReason"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "branches" on "branches"."id" = "patrons"."branch_id"
  where "loans"."branch_id" = ? and "loans"."returned_at" is null and "loans"."due_at" < ? and "loans"."id" > ?
  order by "loans"."id"
  limit ?;

-- notices/reminders.queries.ts: listReminders
select "notice_subjects"."loan_id" as "loanId", "notice_subjects"."topic", "notice_subjects"."detail", "notices"."created_at" as "createdAt"
  from "notice_subjects"
  inner join "notices" on "notices"."id" = "notice_subjects"."notice_id"
  where "notice_subjects"."loan_id" in (?, ?) and "notice_subjects"."topic" in (?, ?, ?, ?);

-- notices/reminders.queries.ts: listExpiringReaders
select "id" as "patronId", "given_name" as "givenName", "family_name" as "familyName", "category_id" as "patronCategoryId", "notice_choice" as "choice", "expires_on" as "expiresOn", "created_at" as "createdAt"
  from "patrons"
  where "branch_id" = ? and "email" is not null and "search_name" <> ? and "expires_on" >= ? and "expires_on" <= ? and "id" > ?
  order by "id"
  limit ?;

-- notices/templates.queries.ts: listOwnTemplates
select "kind", "language", "subject", "body", "version", "updated_at" as "updatedAt"
  from "notice_templates";

-- notices/templates.queries.ts: findOwnTemplate
select "kind", "language", "subject", "body", "version", "updated_at" as "updatedAt"
  from "notice_templates"
  where "kind" = ? and "language" = ?;

-- notices/templates.queries.ts: insertTemplate
insert into "notice_templates" ("kind", "language", "subject", "body", "updated_at")
  values (?, ?, ?, ?, ?);

-- notices/templates.queries.ts: updateTemplate
update "notice_templates"
  set "subject" = ?, "body" = ?, "updated_at" = ?, "version" = ?
  where "kind" = ? and "language" = ?;

-- notices/templates.queries.ts: deleteTemplate
delete
  from "notice_templates"
  where "kind" = ? and "language" = ?;

-- patrons/cards.queries.ts: insertCard
insert into "patron_cards" ("patron_id", "number", "status", "issued_at")
  values (?, ?, ?, ?);

-- patrons/cards.queries.ts: replaceActiveCards
update "patron_cards"
  set "status" = ?
  where "patron_id" = ? and "status" = ?;

-- patrons/cards.queries.ts: updateCardStatus
update "patron_cards"
  set "status" = ?
  where "id" = ? and "patron_id" = ?;

-- patrons/cards.queries.ts: isCardNumberTaken
select "id"
  from "patron_cards"
  where "number" = ?;

-- patrons/cards.queries.ts: nextCardSequence
select max("id") as "last"
  from "patron_cards";

-- patrons/patron-list.queries.ts: listPatrons
select "patrons"."id", "patrons"."family_name" as "familyName", "patrons"."given_name" as "givenName", "patrons"."category_id" as "categoryId", "patrons"."branch_id" as "branchId", "patrons"."expires_on" as "expiresOn", "patrons"."restricted_until" as "restrictedUntil", "patrons"."search_name" as "searchName", "branches"."time_zone" as "timeZone"
  from "patrons"
  inner join "branches" on "branches"."id" = "patrons"."branch_id"
  where "patrons"."search_name" <> ? and "patrons"."category_id" = ? and "patrons"."branch_id" = ? and (("patrons"."search_name" like ? or "patrons"."search_name" like ?) or exists (select "patron_cards"."id"
  from "patron_cards"
  where "patron_cards"."patron_id" = "patrons"."id" and "patron_cards"."number" = ?) or instr(lower("patrons"."email"), ?) > ?) and ("patrons"."search_name" > ? or ("patrons"."search_name" = ? and "patrons"."id" > ?))
  order by "patrons"."search_name", "patrons"."id"
  limit ?;
select "patron_id" as "id", "number"
  from "patron_cards"
  where "patron_id" in (?) and "status" = ?
  order by "id";
select "patron_id" as "id", count(*) as "count"
  from "loans"
  where "patron_id" in (?) and "returned_at" is null
  group by "patron_id";
select "patron_id" as "id", count(*) as "count"
  from "holds"
  where "patron_id" in (?) and "active_key" is not null
  group by "patron_id";
select "patron_id" as "id", sum("amount") as "balance"
  from "account_lines"
  where "patron_id" in (?)
  group by "patron_id";
select "patrons"."id", "patrons"."family_name" as "familyName", "patrons"."given_name" as "givenName", "patrons"."category_id" as "categoryId", "patrons"."branch_id" as "branchId", "patrons"."expires_on" as "expiresOn", "patrons"."restricted_until" as "restrictedUntil", "patrons"."search_name" as "searchName", "branches"."time_zone" as "timeZone"
  from "patrons"
  inner join "branches" on "branches"."id" = "patrons"."branch_id"
  where "patrons"."search_name" <> ?
  order by "patrons"."search_name", "patrons"."id"
  limit ?;

-- patrons/patron-list.queries.ts: countPatrons
select count(*) as "count"
  from "patrons"
  where "patrons"."search_name" <> ? and "patrons"."category_id" = ? and "patrons"."branch_id" = ? and (("patrons"."search_name" like ? or "patrons"."search_name" like ?) or exists (select "patron_cards"."id"
  from "patron_cards"
  where "patron_cards"."patron_id" = "patrons"."id" and "patron_cards"."number" = ?) or instr(lower("patrons"."email"), ?) > ?);
select count(*) as "count"
  from "patrons"
  where "patrons"."search_name" <> ?;

-- patrons/patrons.queries.ts: findPatron
select "id", "category_id", "branch_id", "family_name", "given_name", "birth_date", "email", "phone", "street", "postal_code", "city", "language", "notes", "expires_on", "restricted_until", "restriction_reason", "history_choice", "notice_choice", "created_at", "version"
  from "patrons"
  where "id" = ? and "search_name" <> ?;
select "id", "number", "status", "issued_at" as "issuedAt"
  from "patron_cards"
  where "patron_id" = ?
  order by "id" desc;

-- patrons/patrons.queries.ts: listHomeBranch
select "branch_id"
  from "patrons"
  where "id" = ?;

-- patrons/patrons.queries.ts: insertPatron
insert into "patrons" ("category_id", "branch_id", "family_name", "given_name", "search_name", "birth_date", "email", "phone", "street", "postal_code", "city", "language", "notes", "expires_on", "restricted_until", "restriction_reason", "history_choice", "notice_choice", "password_hash", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- patrons/patrons.queries.ts: updatePatron
update "patrons"
  set "category_id" = ?, "branch_id" = ?, "family_name" = ?, "given_name" = ?, "search_name" = ?, "birth_date" = ?, "email" = ?, "phone" = ?, "street" = ?, "postal_code" = ?, "city" = ?, "language" = ?, "notes" = ?, "expires_on" = ?, "restricted_until" = ?, "restriction_reason" = ?, "history_choice" = ?, "notice_choice" = ?, "updated_at" = ?, "version" = ?
  where "id" = ?;
update "patrons"
  set "birth_date" = ?, "email" = ?, "phone" = ?, "street" = ?, "postal_code" = ?, "city" = ?, "notes" = ?, "restricted_until" = ?, "restriction_reason" = ?, "updated_at" = ?, "version" = ?
  where "id" = ?;

-- patrons/patrons.queries.ts: findDuplicates
select "id"
  from "patrons"
  where "search_name" = ? and "birth_date" = ?
  order by "id";

-- patrons/patrons.queries.ts: listPatronsToCheck
select "id", "family_name" as "familyName", "given_name" as "givenName", "search_name" as "searchName", "expires_on" as "expiresOn", "restricted_until" as "restrictedUntil", "birth_date" as "birthDate"
  from "patrons"
  where "id" > ?
  order by "id"
  limit ?;

-- patrons/receipts.queries.ts: listLoanIdsSince
select "id"
  from "loans"
  where "patron_id" = ? and "returned_at" is null and ("checked_out_at" >= ? or "last_renewed_at" >= ?)
  order by "id";

-- patrons/receipts.queries.ts: listReturnIdsSince
select "id"
  from "loans"
  where "patron_id" = ? and "returned_at" >= ?
  order by "returned_at", "id";

-- platform/audit.queries.ts: createAudit()
insert into "audit_log" ("at", "actor_kind", "actor_id", "actor_name", "action", "entity", "entity_id", "branch_id", "before", "after", "request_id")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- platform/auth/actors.queries.ts: findActorBySession
select "patron_id" as "patronId", "staff_id" as "staffId", "expires_at" as "expiresAt", (select "value"
  from "revisions"
  where "name" = ?) as "revision"
  from "sessions"
  where "token_hash" = ? and "expires_at" > ?;
select "id", "given_name", "family_name", "branch_id", "language"
  from "patrons"
  where "id" = ?;

-- platform/auth/actors.queries.ts: findActorByApiToken
select "staff_id" as "staffId", "permissions" as "granted", "expires_at" as "expiresAt", (select "value"
  from "revisions"
  where "name" = ?) as "revision"
  from "api_tokens"
  where "token_hash" = ? and "revoked_at" is null;

-- platform/auth/actors.queries.ts: findStaffActor
select "value"
  from "revisions"
  where "name" = ?;
select "staff"."id" as "staffId", "staff"."display_name" as "displayName", "staff"."branch_id" as "branchId", "staff"."language", "roles"."permissions", "staff_roles"."branch_id" as "roleBranchId"
  from "staff"
  left join "staff_roles" on "staff_roles"."staff_id" = "staff"."id"
  left join "roles" on "roles"."id" = "staff_roles"."role_id"
  where "staff"."is_active" = ?;

-- platform/auth/actors.queries.ts: findPatronActor
select "id", "given_name", "family_name", "branch_id", "language"
  from "patrons"
  where "id" = ?;

-- platform/http/idempotency.queries.ts: insertAnswer
insert into "idempotency_keys" ("key_hash", "request_hash", "created_at", "status", "body")
  values (?, ?, ?, ?, ?);

-- platform/http/idempotency.queries.ts: updateAnswer
update "idempotency_keys"
  set "status" = ?, "body" = ?
  where "key_hash" = ?;

-- platform/http/idempotency.queries.ts: findKey
select *
  from "idempotency_keys"
  where "key_hash" = ?;

-- platform/settings.queries.ts: readSettings
select *
  from "settings";

-- platform/settings.queries.ts: writeSettings
insert into "settings" ("name", "value")
  values (?, ?)
  on conflict ("name") do update
  set "value" = ?;

-- privacy/anonymity.queries.ts: listTracesOfAnonymousLoans
select "loans"."id"
  from "loan_decisions"
  inner join "loans" on "loans"."id" = "loan_decisions"."loan_id"
  where "loans"."patron_id" is null;
select "loans"."id"
  from "notice_subjects"
  inner join "loans" on "loans"."id" = "notice_subjects"."loan_id"
  where "loans"."patron_id" is null;

-- privacy/anonymity.queries.ts: listNamelessReadersWithData
select "patrons"."id"
  from "patrons"
  where "search_name" = ? and ("family_name" <> ? or "given_name" <> ? or "birth_date" is not null or "email" is not null or "phone" is not null or "street" is not null or "notes" is not null or "password_hash" is not null or exists (select "number"
  from "patron_cards"
  where "patron_id" = "patrons"."id") or exists (select "notices"."id"
  from "notices"
  where "notices"."patron_id" = "patrons"."id") or exists (select "loans"."id"
  from "loans"
  where "loans"."patron_id" = "patrons"."id"));

-- privacy/anonymous-holds.queries.ts: holdSweep().count
select max(id) as last
  from "holds";

-- privacy/anonymous-holds.queries.ts: holdSweep().batch
select "holds"."id" as "key"
  from "holds"
  where "patron_id" is not null and "status" in (?, ?) and "closed_at" < ? and "holds"."id" > ? and "holds"."id" <= ?
  order by "holds"."id"
  limit ?;
select max(id) as last
  from "holds";
update "holds"
  set "patron_id" = ?, "closed_note" = ?
  where "id" in (?);
select "notice_id"
  from "notice_subjects"
  where "hold_id" in (?);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "hold_id" in (?);
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?) and ("before" is not null or "after" is not null);

-- privacy/anonymous-holds.queries.ts: forgetFetchedHoldsOf
select "id"
  from "holds"
  where "patron_id" = ? and "status" = ? and "closed_at" < ?;
update "holds"
  set "patron_id" = ?, "closed_note" = ?
  where "id" in (?);
select "notice_id"
  from "notice_subjects"
  where "hold_id" in (?);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "hold_id" in (?);
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?) and ("before" is not null or "after" is not null);

-- privacy/anonymous-holds.queries.ts: detachHolds
select "id"
  from "holds"
  where "patron_id" = ?;
update "holds"
  set "patron_id" = ?, "closed_note" = ?
  where "id" in (?);
select "notice_id"
  from "notice_subjects"
  where "hold_id" in (?);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "hold_id" in (?);
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?) and ("before" is not null or "after" is not null);

-- privacy/anonymous-loans.queries.ts: loanHistorySweep.count
select max(id) as last
  from "loans";

-- privacy/anonymous-loans.queries.ts: loanHistorySweep.batch
select "loans"."id" as "key"
  from "loans"
  where "loans"."returned_at" < ? and "loans"."patron_id" is not null and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."loan_id" = "loans"."id" and (select sum("all_lines"."amount") as "balance"
  from "account_lines" as "all_lines"
  where "all_lines"."patron_id" = "account_lines"."patron_id") > ?) and "loans"."id" > ? and "loans"."id" <= ?
  order by "loans"."id"
  limit ?;
select max(id) as last
  from "loans";
update "loans"
  set "patron_id" = ?
  where "id" in (?);
delete
  from "loan_decisions"
  where "loan_id" in (?);
delete
  from "loan_job_marks"
  where "loan_id" in (?);
update "account_lines"
  set "loan_id" = ?
  where "loan_id" in (?);
select "notice_id"
  from "notice_subjects"
  where "loan_id" in (?);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "loan_id" in (?);
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?) and ("before" is not null or "after" is not null);
select "loans"."id" as "key"
  from "loans"
  where "loans"."returned_at" < ? and "loans"."patron_id" is not null and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."loan_id" = "loans"."id" and (select sum("all_lines"."amount") as "balance"
  from "account_lines" as "all_lines"
  where "all_lines"."patron_id" = "account_lines"."patron_id") > ?) and not exists (select "patrons"."id"
  from "patrons"
  where "patrons"."id" = "loans"."patron_id" and "history_choice" = ?) and "loans"."id" > ? and "loans"."id" <= ?
  order by "loans"."id"
  limit ?;

-- privacy/anonymous-loans.queries.ts: forgetLoansOf
select "loans"."id"
  from "loans"
  where "loans"."returned_at" < ? and "loans"."patron_id" is not null and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."loan_id" = "loans"."id" and (select sum("all_lines"."amount") as "balance"
  from "account_lines" as "all_lines"
  where "all_lines"."patron_id" = "account_lines"."patron_id") > ?) and "patron_id" = ?
  limit ?;
update "loans"
  set "patron_id" = ?
  where "id" in (?);
delete
  from "loan_decisions"
  where "loan_id" in (?);
delete
  from "loan_job_marks"
  where "loan_id" in (?);
update "account_lines"
  set "loan_id" = ?
  where "loan_id" in (?);
select "notice_id"
  from "notice_subjects"
  where "loan_id" in (?);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "loan_id" in (?);
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?) and ("before" is not null or "after" is not null);

-- privacy/anonymous-loans.queries.ts: listReadersToForget
select "patrons"."id"
  from "patrons"
  where "history_choice" = ? and "patrons"."id" > ? and exists (select "loans"."id"
  from "loans"
  where "loans"."returned_at" < ? and "loans"."patron_id" is not null and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."loan_id" = "loans"."id" and (select sum("all_lines"."amount") as "balance"
  from "account_lines" as "all_lines"
  where "all_lines"."patron_id" = "account_lines"."patron_id") > ?) and "loans"."patron_id" = patrons.id)
  order by "patrons"."id"
  limit ?;

-- privacy/anonymous-loans.queries.ts: makeLoansAnonymous
update "loans"
  set "patron_id" = ?
  where "id" in (?, ?);
delete
  from "loan_decisions"
  where "loan_id" in (?, ?);
delete
  from "loan_job_marks"
  where "loan_id" in (?, ?);
update "account_lines"
  set "loan_id" = ?
  where "loan_id" in (?, ?);
select "notice_id"
  from "notice_subjects"
  where "loan_id" in (?, ?);
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?, ?) and ("before" is not null or "after" is not null);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "loan_id" in (?, ?);

-- privacy/anonymous-loans.queries.ts: detachLoans
select "id"
  from "loans"
  where "patron_id" = ?;
update "loans"
  set "patron_id" = ?
  where "id" in (?);
delete
  from "loan_decisions"
  where "loan_id" in (?);
delete
  from "loan_job_marks"
  where "loan_id" in (?);
update "account_lines"
  set "loan_id" = ?
  where "loan_id" in (?);
select "notice_id"
  from "notice_subjects"
  where "loan_id" in (?);
update "notices"
  set "subject" = ?, "body_text" = ?, "body_html" = ?, "address" = ?, "error" = case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end
  where "id" in (?);
delete
  from "notice_subjects"
  where "loan_id" in (?);
select "id", "before", "after"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?) and ("before" is not null or "after" is not null);

-- privacy/data-export.queries.ts: HELD_DATA.person
select "patrons"."id", "given_name" as "givenName", "family_name" as "familyName", "birth_date" as "birthDate", "patrons"."email", "patrons"."phone", "street", "postal_code" as "postalCode", "city", "language", "notes", "category"."name_fr" as "categoryNameFr", "category"."name_en" as "categoryNameEn", "branches"."name" as "branch", "expires_on" as "expiresOn", "restricted_until" as "restrictedUntil", "restriction_reason" as "restrictionReason", "history_choice" as "historyChoice", "notice_choice" as "noticeChoice", "erasure_warned_at" as "erasureWarnedAt", "created_at" as "createdAt", "updated_at" as "updatedAt", "password_hash" as "passwordHash"
  from "patrons"
  inner join "patron_categories" as "category" on "category"."id" = "patrons"."category_id"
  inner join "branches" on "branches"."id" = "patrons"."branch_id"
  where "patrons"."id" = ? and "patrons"."id" > ?;

-- privacy/erasure-receipts.queries.ts: insertReceipt
insert into "erasure_receipts" ("reason", "erased_at", "figures")
  values (?, ?, ?);

-- privacy/erasure-receipts.queries.ts: findReceipt
select *
  from "erasure_receipts"
  where "id" = ?;

-- privacy/erasure-receipts.queries.ts: listReceipts
select *
  from "erasure_receipts"
  where "id" < ?
  order by "id" desc
  limit ?;
select *
  from "erasure_receipts"
  order by "id" desc
  limit ?;

-- privacy/erasure-requests.queries.ts: findRequest
select *
  from "erasure_requests"
  where "patron_id" = ?;

-- privacy/erasure-requests.queries.ts: insertRequest
insert into "erasure_requests" ("patron_id", "requested_at")
  values (?, ?);

-- privacy/erasure-requests.queries.ts: deleteRequest
delete
  from "erasure_requests"
  where "patron_id" = ?;

-- privacy/erasure-requests.queries.ts: declineRequest
update "erasure_requests"
  set "declined_at" = ?, "decline_reason" = ?
  where "patron_id" = ?;

-- privacy/erasure-requests.queries.ts: listOpenRequests
select "request".*, "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName"
  from "erasure_requests" as "request"
  inner join "patrons" on "patrons"."id" = "request"."patron_id"
  where "request"."declined_at" is null and ("request"."requested_at" > ? or ("request"."requested_at" = ? and "request"."patron_id" > ?))
  order by "request"."requested_at", "request"."patron_id"
  limit ?;
select "request".*, "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName"
  from "erasure_requests" as "request"
  inner join "patrons" on "patrons"."id" = "request"."patron_id"
  where "request"."declined_at" is null
  order by "request"."requested_at", "request"."patron_id"
  limit ?;

-- privacy/erasure-requests.queries.ts: summariseRequests
select count(*) as "waiting", min("requested_at") as "oldest"
  from "erasure_requests"
  where "declined_at" is null;

-- privacy/erasure.queries.ts: readInventory
select count(*) as "loans", count("open_item_id") as "openLoans"
  from "loans"
  where "patron_id" = ?;
select count(*) as "holds", count("active_key") as "openHolds"
  from "holds"
  where "patron_id" = ?;
select count(*) as "readyHolds"
  from "holds"
  where "patron_id" = ? and "status" = ?;
select count(*) as "lines", sum("amount") as "balance"
  from "account_lines"
  where "patron_id" = ?;
select count(*) as "entries", count(coalesce("before", "after")) as "details"
  from "audit_log"
  where "entity" = ? and "entity_id" = ?;
select count(*) as "count"
  from "patron_cards"
  where "patron_id" = ?;
select count(*) as "count"
  from "sessions"
  where "patron_id" = ?;
select count(*) as "count"
  from "notices"
  where "patron_id" = ?;
select count(*) as "count"
  from "payments"
  where "patron_id" = ?;
select count(*) as "count"
  from "erasure_requests"
  where "patron_id" = ?;
select count(*) as "count"
  from "calendar_feeds"
  where "patron_id" = ?;

-- privacy/erasure.queries.ts: deletePatron
select "number"
  from "patron_cards"
  where "patron_id" = ?;
delete
  from "patrons"
  where "id" = ?;
delete
  from "login_attempts"
  where "login_hash" in (?);

-- privacy/erasure.queries.ts: forgetStoredAnswers
update "idempotency_keys"
  set "status" = ?, "body" = ?
  where "status" >= ? and "status" < ?;
delete
  from "idempotency_keys"
  where "status" >= ?;

-- privacy/inactive-readers.queries.ts: listReadersToWarn
select "patrons"."id", "patrons"."branch_id" as "branchId", "patrons"."expires_on" as "expiresOn", "patrons"."erasure_warned_at" as "warnedAt"
  from "patrons"
  where "patrons"."search_name" <> ? and "patrons"."expires_on" < ? and "patrons"."created_at" < ? and (not exists (select "loans"."id"
  from "loans"
  where "loans"."patron_id" = "patrons"."id" and ("returned_at" is null or "returned_at" >= ?)) and not exists (select "holds"."id"
  from "holds"
  where "holds"."patron_id" = "patrons"."id" and ("closed_at" is null or "closed_at" >= ?)) and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" >= ?) and not exists (select "audit_log"."id"
  from "audit_log"
  where "entity" = ? and "entity_id" = "patrons"."id" and "action" = ? and "at" >= ?) and (select coalesce(sum("account_lines"."amount"), 0) as "balance"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") = ?) and "patrons"."erasure_warned_at" is null and "patrons"."id" > ?
  order by "patrons"."id"
  limit ?;

-- privacy/inactive-readers.queries.ts: listReadersToErase
select "patrons"."id", "patrons"."branch_id" as "branchId", "patrons"."expires_on" as "expiresOn", "patrons"."erasure_warned_at" as "warnedAt"
  from "patrons"
  where "patrons"."search_name" <> ? and "patrons"."expires_on" < ? and "patrons"."created_at" < ? and (not exists (select "loans"."id"
  from "loans"
  where "loans"."patron_id" = "patrons"."id" and ("returned_at" is null or "returned_at" >= ?)) and not exists (select "holds"."id"
  from "holds"
  where "holds"."patron_id" = "patrons"."id" and ("closed_at" is null or "closed_at" >= ?)) and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" >= ?) and not exists (select "audit_log"."id"
  from "audit_log"
  where "entity" = ? and "entity_id" = "patrons"."id" and "action" = ? and "at" >= ?) and (select coalesce(sum("account_lines"."amount"), 0) as "balance"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") = ?) and "patrons"."erasure_warned_at" < ? and "patrons"."id" > ?
  order by "patrons"."id"
  limit ?;

-- privacy/inactive-readers.queries.ts: countReadersToWarn
select count(*) as "count"
  from "patrons"
  where "patrons"."search_name" <> ? and "patrons"."expires_on" < ? and "patrons"."created_at" < ? and (not exists (select "loans"."id"
  from "loans"
  where "loans"."patron_id" = "patrons"."id" and ("returned_at" is null or "returned_at" >= ?)) and not exists (select "holds"."id"
  from "holds"
  where "holds"."patron_id" = "patrons"."id" and ("closed_at" is null or "closed_at" >= ?)) and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" >= ?) and not exists (select "audit_log"."id"
  from "audit_log"
  where "entity" = ? and "entity_id" = "patrons"."id" and "action" = ? and "at" >= ?) and (select coalesce(sum("account_lines"."amount"), 0) as "balance"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") = ?) and "patrons"."erasure_warned_at" is null;

-- privacy/inactive-readers.queries.ts: countReadersToErase
select count(*) as "count"
  from "patrons"
  where "patrons"."search_name" <> ? and "patrons"."expires_on" < ? and "patrons"."created_at" < ? and (not exists (select "loans"."id"
  from "loans"
  where "loans"."patron_id" = "patrons"."id" and ("returned_at" is null or "returned_at" >= ?)) and not exists (select "holds"."id"
  from "holds"
  where "holds"."patron_id" = "patrons"."id" and ("closed_at" is null or "closed_at" >= ?)) and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" >= ?) and not exists (select "audit_log"."id"
  from "audit_log"
  where "entity" = ? and "entity_id" = "patrons"."id" and "action" = ? and "at" >= ?) and (select coalesce(sum("account_lines"."amount"), 0) as "balance"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") = ?) and "patrons"."erasure_warned_at" < ?;

-- privacy/inactive-readers.queries.ts: isInactive
select "patrons"."id", "patrons"."branch_id" as "branchId", "patrons"."expires_on" as "expiresOn", "patrons"."erasure_warned_at" as "warnedAt"
  from "patrons"
  where "patrons"."search_name" <> ? and "patrons"."expires_on" < ? and "patrons"."created_at" < ? and (not exists (select "loans"."id"
  from "loans"
  where "loans"."patron_id" = "patrons"."id" and ("returned_at" is null or "returned_at" >= ?)) and not exists (select "holds"."id"
  from "holds"
  where "holds"."patron_id" = "patrons"."id" and ("closed_at" is null or "closed_at" >= ?)) and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" >= ?) and not exists (select "audit_log"."id"
  from "audit_log"
  where "entity" = ? and "entity_id" = "patrons"."id" and "action" = ? and "at" >= ?) and (select coalesce(sum("account_lines"."amount"), 0) as "balance"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") = ?) and "patrons"."id" = ?;

-- privacy/inactive-readers.queries.ts: listReadersToSpare
select "told"."id"
  from "patrons" as "told"
  where "told"."erasure_warned_at" is not null and "told"."id" > ? and not exists (select "patrons"."id"
  from "patrons"
  where "patrons"."search_name" <> ? and "patrons"."expires_on" < ? and "patrons"."created_at" < ? and (not exists (select "loans"."id"
  from "loans"
  where "loans"."patron_id" = "patrons"."id" and ("returned_at" is null or "returned_at" >= ?)) and not exists (select "holds"."id"
  from "holds"
  where "holds"."patron_id" = "patrons"."id" and ("closed_at" is null or "closed_at" >= ?)) and not exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" >= ?) and not exists (select "audit_log"."id"
  from "audit_log"
  where "entity" = ? and "entity_id" = "patrons"."id" and "action" = ? and "at" >= ?) and (select coalesce(sum("account_lines"."amount"), 0) as "balance"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id") = ?) and "patrons"."id" = told.id)
  order by "told"."id"
  limit ?;

-- privacy/inactive-readers.queries.ts: noteWarning
update "patrons"
  set "erasure_warned_at" = ?
  where "id" = ?;

-- privacy/inactive-readers.queries.ts: listWarnedReaders
select "id", "given_name" as "givenName", "family_name" as "familyName", "email", "expires_on" as "expiresOn", "erasure_warned_at" as "warnedAt"
  from "patrons"
  where "erasure_warned_at" is not null and ("erasure_warned_at" > ? or ("erasure_warned_at" = ? and "id" > ?))
  order by "erasure_warned_at", "id"
  limit ?;
select "id", "given_name" as "givenName", "family_name" as "familyName", "email", "expires_on" as "expiresOn", "erasure_warned_at" as "warnedAt"
  from "patrons"
  where "erasure_warned_at" is not null
  order by "erasure_warned_at", "id"
  limit ?;

-- privacy/old-traces.queries.ts: refusedAttemptSweep.count
select max(id) as last
  from "refused_attempts";

-- privacy/old-traces.queries.ts: refusedAttemptSweep.batch
select "refused_attempts"."id" as "key"
  from "refused_attempts"
  where "at" < ? and "refused_attempts"."id" > ? and "refused_attempts"."id" <= ?
  order by "refused_attempts"."id"
  limit ?;
select max(id) as last
  from "refused_attempts";
delete
  from "refused_attempts"
  where id in (?);

-- privacy/old-traces.queries.ts: sessionSweep.count
select count(*) as "count"
  from "sessions"
  where "expires_at" < ?;

-- privacy/old-traces.queries.ts: sessionSweep.batch
select "sessions"."token_hash" as "key"
  from "sessions"
  where "expires_at" < ?
  limit ?;
delete
  from "sessions"
  where "token_hash" in (?);

-- privacy/old-traces.queries.ts: loginAttemptSweep.count
select count(*) as "count"
  from "login_attempts"
  where "last_failed_at" < ? and ("blocked_until" is null or "blocked_until" <= ?);

-- privacy/old-traces.queries.ts: loginAttemptSweep.batch
select "login_attempts"."login_hash" as "key"
  from "login_attempts"
  where "last_failed_at" < ? and ("blocked_until" is null or "blocked_until" <= ?)
  limit ?;
delete
  from "login_attempts"
  where "login_hash" in (?);

-- privacy/old-traces.queries.ts: storedAnswerSweep.count
select count(*) as "count"
  from "idempotency_keys"
  where "created_at" < ?;

-- privacy/old-traces.queries.ts: storedAnswerSweep.batch
select "idempotency_keys"."key_hash" as "key"
  from "idempotency_keys"
  where "created_at" < ?
  limit ?;
delete
  from "idempotency_keys"
  where "key_hash" in (?);

-- privacy/old-traces.queries.ts: importReportSweep.count
select max(id) as last
  from "jobs";

-- privacy/old-traces.queries.ts: importReportSweep.batch
select "jobs"."id" as "key"
  from "jobs"
  where "status" in (?, ?, ?) and "finished_at" < ? and "kind" = ? and "jobs"."id" > ? and "jobs"."id" <= ?
  order by "jobs"."id"
  limit ?;
select max(id) as last
  from "jobs";
delete
  from "jobs"
  where id in (?);

-- privacy/old-traces.queries.ts: jobRunSweep.count
select max(id) as last
  from "jobs";

-- privacy/old-traces.queries.ts: jobRunSweep.batch
select "jobs"."id" as "key"
  from "jobs"
  where "status" in (?, ?, ?) and "finished_at" < ? and "kind" <> ? and "jobs"."id" > ? and "jobs"."id" <= ?
  order by "jobs"."id"
  limit ?;
select max(id) as last
  from "jobs";
delete
  from "jobs"
  where id in (?);

-- privacy/old-traces.queries.ts: signInSweep.count
select max(id) as last
  from "audit_log";

-- privacy/old-traces.queries.ts: signInSweep.batch
select "audit_log"."id" as "key"
  from "audit_log"
  where "at" < ? and "entity" = ? and "action" = ? and "audit_log"."id" > ? and "audit_log"."id" <= ?
  order by "audit_log"."id"
  limit ?;
select max(id) as last
  from "audit_log";
delete
  from "audit_log"
  where id in (?);

-- privacy/settled-accounts.queries.ts: settledAccountSweep.count
select "id", "category_id" as "categoryId", "branch_id" as "branchId"
  from "patrons"
  where "search_name" <> ? and "id" > ? and exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" < ?)
  order by "id"
  limit ?;
select "line"."id", "line"."amount", "line"."applies_to_id" as "appliesToId", "line"."payment_id" as "paymentId", "payments"."reverses_id" as "reversesId", "line"."created_at" as "createdAt"
  from "account_lines" as "line"
  left join "payments" on "payments"."id" = "line"."payment_id"
  where "line"."patron_id" = ?
  order by "line"."id";

-- privacy/settled-accounts.queries.ts: settledAccountSweep.batch
select "id", "category_id" as "categoryId", "branch_id" as "branchId"
  from "patrons"
  where "search_name" <> ? and "id" > ? and exists (select "account_lines"."id"
  from "account_lines"
  where "account_lines"."patron_id" = "patrons"."id" and "account_lines"."created_at" < ?)
  order by "id"
  limit ?;
select "line"."id", "line"."amount", "line"."applies_to_id" as "appliesToId", "line"."payment_id" as "paymentId", "payments"."reverses_id" as "reversesId", "line"."created_at" as "createdAt"
  from "account_lines" as "line"
  left join "payments" on "payments"."id" = "line"."payment_id"
  where "line"."patron_id" = ?
  order by "line"."id";
select "id"
  from "patrons"
  where "search_name" = ? and "category_id" = ? and "branch_id" = ?;

-- privacy/settled-accounts.queries.ts: detachAccount
select "line"."id", "line"."amount", "line"."applies_to_id" as "appliesToId", "line"."payment_id" as "paymentId", "payments"."reverses_id" as "reversesId", "line"."created_at" as "createdAt"
  from "account_lines" as "line"
  left join "payments" on "payments"."id" = "line"."payment_id"
  where "line"."patron_id" = ?
  order by "line"."id";
select "id"
  from "patrons"
  where "search_name" = ? and "category_id" = ? and "branch_id" = ?;
update "account_lines"
  set "patron_id" = ?, "loan_id" = ?, "note" = ?
  where "id" in (?);
update "loan_decisions"
  set "charge_id" = ?
  where "charge_id" in (?);
update "payments"
  set "patron_id" = ?, "reference" = ?
  where "id" in (?);

-- rehearsal/past.queries.ts: countLoansSince
select count(*) as "count"
  from "loans"
  where "checked_out_at" >= ?;

-- rehearsal/past.queries.ts: listBorrowersSince
select distinct "patron_id" as "id"
  from "loans"
  where "checked_out_at" >= ? and "patron_id" > ?
  order by "patron_id"
  limit ?;

-- rehearsal/past.queries.ts: listLoansOfPatrons
select "loans"."id" as "loanId", "loans"."record_id" as "recordId", "loans"."patron_id" as "patronId", "loans"."patron_category_id" as "patronCategoryId", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."returned_at" as "returnedAt", "items"."volume" as "volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."price" as "price", "records"."title" as "title"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  where "loans"."patron_id" in (?, ?) and ("loans"."checked_out_at" >= ? or "loans"."returned_at" is null or "loans"."returned_at" >= ?)
  order by "loans"."id";

-- rehearsal/past.queries.ts: listAnonymousLoans
select "loans"."id" as "loanId", "loans"."record_id" as "recordId", "loans"."patron_id" as "patronId", "loans"."patron_category_id" as "patronCategoryId", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."returned_at" as "returnedAt", "items"."volume" as "volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."price" as "price", "records"."title" as "title"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  where "loans"."patron_id" is null and "loans"."checked_out_at" >= ? and "loans"."id" > ?
  order by "loans"."id"
  limit ?;

-- rehearsal/past.queries.ts: listPatronFacts
select "id", "branch_id" as "branchId", "expires_on" as "expiresOn", "birth_date" as "birthDate"
  from "patrons"
  where "id" in (?, ?);

-- rehearsal/past.queries.ts: listLinesOfPatrons
select "line"."patron_id" as "patronId", "line"."created_at" as "at", "line"."amount", "line"."kind", "line"."loan_id" as "loanId", "charge"."kind" as "chargeKind", "charge"."loan_id" as "chargeLoanId"
  from "account_lines" as "line"
  left join "account_lines" as "charge" on "charge"."id" = "line"."applies_to_id"
  where "line"."patron_id" in (?, ?)
  order by "line"."id";

-- rehearsal/past.queries.ts: listRenewalsOfLoans
select "entity_id" as "loanId", "action", "at"
  from "audit_log"
  where "entity" = ? and "entity_id" in (?, ?) and "action" in (?, ?)
  order by "id";

-- rehearsal/past.queries.ts: listHoldsOfRecords
select "record_id" as "recordId", "patron_id" as "patronId", "placed_at" as "placedAt", "ready_at" as "readyAt", "closed_at" as "closedAt"
  from "holds"
  where "record_id" in (?, ?) and ("closed_at" is null or "closed_at" >= ?);

-- rehearsal/rehearsals.queries.ts: readRules
select *
  from "policy_values"
  order by "id";
select "id", "time_zone"
  from "branches"
  order by "id";
select *
  from "opening_hours"
  order by "weekday", "opens";
select *
  from "closures"
  order by "id";
select *
  from "exceptional_days"
  order by "first_day", "id";

-- rehearsal/rehearsals.queries.ts: insertRehearsal
insert into "rehearsals" ("name", "status", "draft", "base", "staff_id", "created_at")
  values (?, ?, ?, ?, ?, ?);

-- rehearsal/rehearsals.queries.ts: findRehearsal
select "rehearsals".*, "staff"."display_name" as "staffName"
  from "rehearsals"
  left join "staff" on "staff"."id" = "rehearsals"."staff_id"
  where "rehearsals"."id" = ?;

-- rehearsal/rehearsals.queries.ts: listRehearsals
select "rehearsals".*, "staff"."display_name" as "staffName"
  from "rehearsals"
  left join "staff" on "staff"."id" = "rehearsals"."staff_id"
  where "rehearsals"."id" < ?
  order by "rehearsals"."id" desc
  limit ?;
select "rehearsals".*, "staff"."display_name" as "staffName"
  from "rehearsals"
  left join "staff" on "staff"."id" = "rehearsals"."staff_id"
  order by "rehearsals"."id" desc
  limit ?;

-- rehearsal/rehearsals.queries.ts: updateRehearsal
update "rehearsals"
  set "name" = ?, "draft" = ?, "base" = ?, "status" = ?, "report" = ?, "error" = ?, "done" = ?, "total" = ?, "finished_at" = ?, "published_at" = ?, "version" = ?
  where "id" = ? and "version" = ?;
update "rehearsals"
  set "report" = ?, "error" = ?, "done" = ?, "total" = ?, "finished_at" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- rehearsal/rehearsals.queries.ts: deleteRehearsal
delete
  from "rehearsals"
  where "id" = ?;

-- rehearsal/rehearsals.queries.ts: claimRehearsal
select "id", "version"
  from "rehearsals"
  where ("status" = ? or ("status" = ? and "lease_until" < ?))
  order by "id"
  limit ?;
update "rehearsals"
  set "status" = ?, "lease_owner" = ?, "lease_until" = ?, "started_at" = ?, "done" = ?, "version" = ?
  where "id" = ? and "version" = ?;

-- rehearsal/rehearsals.queries.ts: storeProgress
update "rehearsals"
  set "done" = ?, "total" = ?, "lease_until" = ?
  where "id" = ? and "status" = ? and "lease_owner" = ?;

-- rehearsal/rehearsals.queries.ts: finishRehearsal
update "rehearsals"
  set "status" = ?, "report" = ?, "error" = ?, "finished_at" = ?, "lease_owner" = ?, "lease_until" = ?, "version" = "version" + ?
  where "id" = ? and "status" = ? and "lease_owner" = ?;

-- reports/dashboard.queries.ts: listTimeZones
select "time_zone"
  from "branches"
  where "id" = ?
  order by "id";
select "time_zone"
  from "branches"
  order by "id";

-- reports/dashboard.queries.ts: countByMoment
 select substr("loans"."checked_out_at", 1, 13) as moment, branches.time_zone as timeZone, count(*) as count
  from "loans"
  inner join branches on branches.id = "loans"."branch_id"
  where "loans"."checked_out_at" >= ? and branches.id = ?
  group by substr("loans"."checked_out_at", 1, 13), branches.time_zone;
 select substr("patrons"."created_at", 1, 16) as moment, branches.time_zone as timeZone, count(*) as count
  from "patrons"
  inner join branches on branches.id = "patrons"."branch_id"
  where "patrons"."created_at" >= ? and patrons.search_name <> ''
  group by substr("patrons"."created_at", 1, 16), branches.time_zone;
 select substr("loans"."last_renewed_at", 1, 13) as moment, branches.time_zone as timeZone, count(*) as count
  from "loans"
  inner join branches on branches.id = "loans"."branch_id"
  where "loans"."last_renewed_at" >= ? and branches.id = ?
  group by substr("loans"."last_renewed_at", 1, 13), branches.time_zone;
 select substr("loans"."returned_at", 1, 16) as moment, branches.time_zone as timeZone, count(*) as count
  from "loans"
  inner join branches on branches.id = "loans"."return_branch_id"
  where "loans"."returned_at" >= ? and branches.id = ?
  group by substr("loans"."returned_at", 1, 16), branches.time_zone;
 select substr("patrons"."created_at", 1, 16) as moment, branches.time_zone as timeZone, count(*) as count
  from "patrons"
  inner join branches on branches.id = "patrons"."branch_id"
  where "patrons"."created_at" >= ? and branches.id = ? and patrons.search_name <> ''
  group by substr("patrons"."created_at", 1, 16), branches.time_zone;

-- reports/dashboard.queries.ts: countOpenLoans
select count(*) as "open"
  from "loans"
  where "returned_at" is null and "branch_id" = ?;
select count(*) as "open"
  from "loans"
  where "returned_at" is null and "branch_id" = ? and "due_at" < ?;
select count(*) as "open"
  from "loans"
  where "returned_at" is null;
select count(*) as "open"
  from "loans"
  where "returned_at" is null and "due_at" < ?;

-- reports/dashboard.queries.ts: countHolds
select "status", count(*) as "count"
  from "holds"
  where "status" in (?, ?, ?) and "pickup_branch_id" = ?
  group by "status";
select "status", count(*) as "count"
  from "holds"
  where "status" in (?, ?, ?)
  group by "status";

-- reports/dashboard.queries.ts: countLoansByCategory
select "patron_category_id" as "categoryId", count(*) as "count"
  from "loans"
  where "checked_out_at" >= ? and "branch_id" = ?
  group by "patron_category_id"
  order by "count" desc, "patron_category_id";
select "patron_category_id" as "categoryId", count(*) as "count"
  from "loans"
  where "checked_out_at" >= ?
  group by "patron_category_id"
  order by "count" desc, "patron_category_id";

-- reports/dashboard.queries.ts: countLoansByKind
select "records"."kind" as "kind", count(*) as "count"
  from "loans"
  inner join "records" on "records"."id" = "loans"."record_id"
  where "loans"."checked_out_at" >= ? and "loans"."branch_id" = ?
  group by "records"."kind"
  order by "count" desc, "records"."kind";
select "records"."kind" as "kind", count(*) as "count"
  from "loans"
  inner join "records" on "records"."id" = "loans"."record_id"
  where "loans"."checked_out_at" >= ?
  group by "records"."kind"
  order by "count" desc, "records"."kind";

-- reports/most-borrowed.queries.ts: findMostBorrowedRecordIds
select "records"."id" as "id", count(*) as "count"
  from "loans"
  inner join "records" on "records"."id" = "loans"."record_id"
  where "loans"."checked_out_at" >= ? and "records"."is_suppressed" = ?
  group by "records"."id"
  order by "count" desc, "records"."id"
  limit ?;

-- reports/most-borrowed.queries.ts: listMostBorrowed
select "records"."id" as "id", count(*) as "count"
  from "loans"
  inner join "records" on "records"."id" = "loans"."record_id"
  where "loans"."checked_out_at" >= ? and "records"."is_suppressed" = ? and "loans"."branch_id" = ?
  group by "records"."id"
  order by "count" desc, "records"."id"
  limit ?;
select "id", "title", "authors", "kind"
  from "records"
  where "id" in (?);
select "records"."id" as "id", count(*) as "count"
  from "loans"
  inner join "records" on "records"."id" = "loans"."record_id"
  where "loans"."checked_out_at" >= ? and "records"."is_suppressed" = ?
  group by "records"."id"
  order by "count" desc, "records"."id"
  limit ?;

-- sample/sample.queries.ts: insertStockedTitle
insert into "records" ("control_number", "match_key", "kind", "title", "subtitle", "responsibility", "authors", "publisher", "place", "year", "language", "isbns", "subjects", "series", "extent", "classification", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
insert into "items" ("record_id", "barcode", "item_type_id", "home_branch_id", "current_branch_id", "location", "call_number", "status", "price", "note", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- sample/sample.queries.ts: writeWithoutWaiting
pragma journal_mode = memory;
pragma synchronous = off;
pragma locking_mode = exclusive;

-- sample/sample.queries.ts: gatherInOneFile
analyze;
pragma locking_mode = normal;
pragma journal_mode = delete;

-- search/search-feed.queries.ts: findLastChange
select max("id") as "last"
  from "record_changes";

-- search/search-feed.queries.ts: findFirstChange
select min("id") as "first"
  from "record_changes";

-- search/search-feed.queries.ts: findChanges
select "id", "record_id" as "recordId"
  from "record_changes"
  where "id" in (?, ?)
  order by "id";
select "id", "record_id" as "recordId"
  from "record_changes"
  where "id" > ?
  order by "id"
  limit ?;

-- search/search-feed.queries.ts: findEnd
select max("id") as "last"
  from "record_changes";
select min("id") as "first"
  from "record_changes";
select "id"
  from "record_changes"
  where "id" > ? and "id" <= ?;

-- search/search-feed.queries.ts: countRecords
select count(*) as "count"
  from "records";

-- search/search-feed.queries.ts: findRecordIdsAfter
select "id"
  from "records"
  where "id" > ?
  order by "id"
  limit ?;

-- search/search-feed.queries.ts: findSearchDocuments
select "id", "control_number", "kind", "title", "subtitle", "authors", "publisher", "year", "language", "isbns", "subjects", "series", "is_suppressed", "created_at"
  from "records"
  where "id" in (?, ?);
select "items"."record_id", "items"."barcode", "items"."status", "items"."home_branch_id", "items"."current_branch_id", "items"."transit_to_branch_id", "loans"."id" as "loan_id", "holds"."id" as "hold_id"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."record_id" in (?, ?) and "items"."status" <> ?
  order by "items"."id";

-- settings/new-library.queries.ts: insertBuiltInRoles
insert into "roles" ("code", "name_fr", "name_en", "permissions")
  values (?, ?, ?, ?);

-- settings/new-library.queries.ts: insertFirstBranch
insert into "branches" ("code", "name", "time_zone")
  values (?, ?, ?);
insert into "opening_hours" ("branch_id", "weekday", "opens", "closes")
  values (?, ?, ?, ?);

-- settings/new-library.queries.ts: insertPatronCategory
insert into "patron_categories" ("code", "name_fr", "name_en")
  values (?, ?, ?);

-- settings/new-library.queries.ts: insertItemType
insert into "item_types" ("code", "name_fr", "name_en")
  values (?, ?, ?);

-- staff/staff.queries.ts: listStaff
select "id", "username", "display_name", "email", "language", "branch_id", "is_active", "version"
  from "staff"
  order by "display_name", "id";
select "staff_roles"."staff_id", "roles"."code", "staff_roles"."branch_id"
  from "staff_roles"
  inner join "roles" on "roles"."id" = "staff_roles"."role_id"
  order by "staff_roles"."id";

-- staff/staff.queries.ts: findStaff
select "id", "username", "display_name", "email", "language", "branch_id", "is_active", "version"
  from "staff"
  where "id" = ?;
select "staff_roles"."staff_id", "roles"."code", "staff_roles"."branch_id"
  from "staff_roles"
  inner join "roles" on "roles"."id" = "staff_roles"."role_id"
  where "staff_roles"."staff_id" = ?
  order by "staff_roles"."id";

-- staff/staff.queries.ts: insertStaff
insert into "staff" ("username", "display_name", "email", "language", "branch_id", "password_hash", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?);

-- staff/staff.queries.ts: updateStaff
update "staff"
  set "display_name" = ?, "email" = ?, "language" = ?, "branch_id" = ?, "is_active" = ?, "password_hash" = ?, "updated_at" = ?, "version" = version + 1
  where "id" = ?;
update "staff"
  set "email" = ?, "branch_id" = ?, "updated_at" = ?, "version" = version + 1
  where "id" = ?;

-- staff/staff.queries.ts: insertStaffRole
insert into "staff_roles" ("staff_id", "role_id", "branch_id")
  values (?, ?, ?);

-- staff/staff.queries.ts: deleteStaffRoles
delete
  from "staff_roles"
  where "staff_id" = ?;

-- staff/staff.queries.ts: deleteSessionsOfStaff
delete
  from "sessions"
  where "staff_id" = ?;

-- staff/staff.queries.ts: findAdministratorRoleId
select "id"
  from "roles"
  where "code" = ?;

-- staff/staff.queries.ts: countActiveAdministrators
select distinct "staff"."id"
  from "staff"
  inner join "staff_roles" on "staff_roles"."staff_id" = "staff"."id"
  inner join "roles" on "roles"."id" = "staff_roles"."role_id"
  where "staff"."is_active" = ? and "roles"."code" = ? and "staff_roles"."branch_id" is null;

-- staff/staff.queries.ts: listRoles
select *
  from "roles"
  order by "id";

-- worklists/hold-shelf.queries.ts: listHoldShelf
select "id", "time_zone" as "timeZone"
  from "branches";
select "holds"."id", "patrons"."id" as "patronId", "patrons"."search_name" as "searchName", "items"."call_number" as "callNumber"
  from "holds"
  inner join "patrons" on "patrons"."id" = "holds"."patron_id"
  inner join "items" on "items"."id" = "holds"."trapped_item_id"
  where "holds"."status" = ? and "holds"."pickup_branch_id" = ? and 1 = 0 and ("patrons"."search_name" > ? or ("patrons"."search_name" = ? and "holds"."id" > ?))
  order by "patrons"."search_name", "holds"."id"
  limit ?;
select "holds"."id", "patrons"."id" as "patronId", "patrons"."search_name" as "searchName", "items"."call_number" as "callNumber"
  from "holds"
  inner join "patrons" on "patrons"."id" = "holds"."patron_id"
  inner join "items" on "items"."id" = "holds"."trapped_item_id"
  where "holds"."status" = ?
  order by "patrons"."search_name", "holds"."id"
  limit ?;

-- worklists/hold-shelf.queries.ts: listLeftOnShelf
select "items"."id", "items"."record_id" as "recordId", "items"."transit_to_branch_id" as "sendTo", "past"."status" as "pastStatus", "past"."closed_at" as "closedAt", "pastReader"."id" as "pastReaderId", "pastReader"."given_name" as "pastGivenName", "pastReader"."family_name" as "pastFamilyName", "next"."status" as "nextStatus", "nextReader"."id" as "nextReaderId", "nextReader"."given_name" as "nextGivenName", "nextReader"."family_name" as "nextFamilyName"
  from "items"
  inner join "holds" as "past" on "past"."id" = "items"."shelf_hold_id"
  left join "patrons" as "pastReader" on "pastReader"."id" = "past"."patron_id"
  left join "holds" as "next" on "next"."trapped_item_id" = "items"."id"
  left join "patrons" as "nextReader" on "nextReader"."id" = "next"."patron_id"
  where "items"."current_branch_id" = ?
  order by "pastReader"."search_name", "items"."id"
  limit ?;
select "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitTo", "items"."location", "items"."call_number" as "callNumber", "items"."volume", "items"."status", "items"."price", "items"."note", "items"."version" as "itemVersion", "loans"."id" as "loanId", "loans"."due_at" as "dueAt", "holds"."status" as "holdStatus"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."id" in (?);
select "id", "title", "authors", "kind"
  from "records"
  where "id" in (?);
select "items"."id", "items"."record_id" as "recordId", "items"."transit_to_branch_id" as "sendTo", "past"."status" as "pastStatus", "past"."closed_at" as "closedAt", "pastReader"."id" as "pastReaderId", "pastReader"."given_name" as "pastGivenName", "pastReader"."family_name" as "pastFamilyName", "next"."status" as "nextStatus", "nextReader"."id" as "nextReaderId", "nextReader"."given_name" as "nextGivenName", "nextReader"."family_name" as "nextFamilyName"
  from "items"
  inner join "holds" as "past" on "past"."id" = "items"."shelf_hold_id"
  left join "patrons" as "pastReader" on "pastReader"."id" = "past"."patron_id"
  left join "holds" as "next" on "next"."trapped_item_id" = "items"."id"
  left join "patrons" as "nextReader" on "nextReader"."id" = "next"."patron_id"
  order by "pastReader"."search_name", "items"."id"
  limit ?;

-- worklists/overdue-loans.queries.ts: listOverdueLoans
select "loans"."id", "patrons"."id" as "patronId", "patrons"."branch_id" as "patronBranchId", "patrons"."category_id" as "categoryId", "patrons"."email", "patrons"."phone", "patrons"."street", "patrons"."postal_code" as "postalCode", "patrons"."city", "patrons"."notes", "items"."home_branch_id" as "homeBranchId"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ? and "loans"."branch_id" = ? and "patrons"."category_id" = ? and "items"."status" = ? and (("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "items"."home_branch_id" in (?, ?) and "patrons"."category_id" = ?) or ("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "items"."home_branch_id" in (?, ?) and "patrons"."category_id" = ?)) and ("loans"."due_at" > ? or ("loans"."due_at" = ? and "loans"."id" > ?))
  order by "loans"."due_at", "loans"."id"
  limit ?;
select "loans"."id", "loans"."item_id" as "itemId", "items"."barcode", "items"."call_number" as "callNumber", "items"."volume", "items"."status" as "itemStatus", "loans"."record_id" as "recordId", "records"."title", "records"."authors", "records"."kind", "loans"."patron_id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName", "loans"."branch_id" as "branchId", "loans"."checked_out_at" as "checkedOutAt", "loans"."due_at" as "dueAt", "loans"."is_hourly" as "isHourly", "loans"."renewals", "loans"."returned_at" as "returnedAt", "loans"."recalled_at" as "recalledAt", "loans"."version"
  from "loans"
  inner join "items" on "items"."id" = "loans"."item_id"
  inner join "records" on "records"."id" = "loans"."record_id"
  left join "patrons" on "patrons"."id" = "loans"."patron_id"
  where "loans"."id" in (?);
select "patron_id" as "id", "number"
  from "patron_cards"
  where "patron_id" in (?) and "status" = ?
  order by "id";
select "loans"."id", "patrons"."id" as "patronId", "patrons"."branch_id" as "patronBranchId", "patrons"."category_id" as "categoryId", "patrons"."email", "patrons"."phone", "patrons"."street", "patrons"."postal_code" as "postalCode", "patrons"."city", "patrons"."notes", "items"."home_branch_id" as "homeBranchId"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ?
  order by "loans"."due_at", "loans"."id"
  limit ?;
select "loans"."id", "patrons"."id" as "patronId", "patrons"."branch_id" as "patronBranchId", "patrons"."category_id" as "categoryId", "patrons"."email", "patrons"."phone", "patrons"."street", "patrons"."postal_code" as "postalCode", "patrons"."city", "patrons"."notes", "items"."home_branch_id" as "homeBranchId"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ? and "loans"."branch_id" = ? and "patrons"."category_id" = ? and "items"."status" not in (?, ?) and (("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "patrons"."branch_id" in (?, ?) and "patrons"."category_id" = ?) or ("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "patrons"."branch_id" in (?, ?) and "patrons"."category_id" = ?)) and ("loans"."due_at" > ? or ("loans"."due_at" = ? and "loans"."id" > ?))
  order by "loans"."due_at", "loans"."id"
  limit ?;
select "loans"."id", "patrons"."id" as "patronId", "patrons"."branch_id" as "patronBranchId", "patrons"."category_id" as "categoryId", "patrons"."email", "patrons"."phone", "patrons"."street", "patrons"."postal_code" as "postalCode", "patrons"."city", "patrons"."notes", "items"."home_branch_id" as "homeBranchId"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ? and "loans"."branch_id" = ? and "patrons"."category_id" = ? and "items"."status" = ? and (("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "loans"."branch_id" in (?, ?) and "patrons"."category_id" = ?) or ("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "loans"."branch_id" in (?, ?) and "patrons"."category_id" = ?)) and ("loans"."due_at" > ? or ("loans"."due_at" = ? and "loans"."id" > ?))
  order by "loans"."due_at", "loans"."id"
  limit ?;

-- worklists/overdue-loans.queries.ts: countOverdueLoans
select count(*) as "count"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ? and "loans"."branch_id" = ? and "patrons"."category_id" = ? and "items"."status" = ? and (("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "items"."home_branch_id" in (?, ?) and "patrons"."category_id" = ?) or ("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "items"."home_branch_id" in (?, ?) and "patrons"."category_id" = ?));
select count(*) as "count"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ?;
select count(*) as "count"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ? and "loans"."branch_id" = ? and "patrons"."category_id" = ? and "items"."status" not in (?, ?) and (("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "patrons"."branch_id" in (?, ?) and "patrons"."category_id" = ?) or ("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "patrons"."branch_id" in (?, ?) and "patrons"."category_id" = ?));
select count(*) as "count"
  from "loans"
  inner join "patrons" on "patrons"."id" = "loans"."patron_id"
  inner join "items" on "items"."id" = "loans"."item_id"
  where "loans"."returned_at" is null and "loans"."due_at" < ? and "loans"."branch_id" = ? and "patrons"."category_id" = ? and "items"."status" = ? and (("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "loans"."branch_id" in (?, ?) and "patrons"."category_id" = ?) or ("loans"."due_at" < ? and "loans"."due_at" >= ? and "loans"."branch_id" in (?, ?) and "loans"."branch_id" in (?, ?) and "patrons"."category_id" = ?));

-- worklists/overdue-loans.queries.ts: findLastReminders
select "notice_subjects"."loan_id" as "loanId", "notice_subjects"."topic", "notice_subjects"."dedup_key" as "key", "notices"."finished_at" as "at"
  from "notice_subjects"
  inner join "notices" on "notices"."id" = "notice_subjects"."notice_id"
  where "notice_subjects"."loan_id" in (?) and "notice_subjects"."topic" in (?, ?, ?) and "notices"."state" = ?
  order by "notice_subjects"."topic";

-- worklists/overdue-loans.queries.ts: readDivisions
select "id", "name", "time_zone" as "timeZone"
  from "branches"
  order by "id";
select "id"
  from "patron_categories"
  order by "id";

-- worklists/pick-list.queries.ts: listPickableRecords
select distinct "items"."record_id" as "recordId"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" as "trapping" on "trapping"."trapped_item_id" = "items"."id"
  inner join "holds" as "waiting" on "waiting"."record_id" = "items"."record_id"
  where "items"."status" = ? and "items"."transit_to_branch_id" is null and "loans"."id" is null and "trapping"."id" is null and "waiting"."status" = ? and "items"."current_branch_id" = ?
  order by "items"."record_id"
  limit ?;

-- worklists/pick-list.queries.ts: listFreeCopies
select "items"."id", "items"."volume", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."record_id" as "recordId", "items"."shelf_hold_id" as "shelfHoldId"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" as "trapping" on "trapping"."trapped_item_id" = "items"."id"
  where "items"."status" = ? and "items"."transit_to_branch_id" is null and "loans"."id" is null and "trapping"."id" is null and "items"."record_id" in (?, ?);

-- worklists/pick-list.queries.ts: listWaitingHolds
select "holds"."id", "holds"."patron_id" as "patronId", "holds"."item_id" as "itemId", "holds"."volume", "holds"."pickup_branch_id" as "pickupBranchId", "holds"."position", "holds"."is_suspended" as "isSuspended", "holds"."suspended_until" as "suspendedUntil", "holds"."starts_on" as "startsOn", "holds"."expires_on" as "expiresOn", "patrons"."category_id" as "patronCategoryId", "patrons"."branch_id" as "patronBranchId", "holds"."record_id" as "recordId", "holds"."placed_at" as "placedAt", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName"
  from "holds"
  inner join "patrons" on "patrons"."id" = "holds"."patron_id"
  where "holds"."status" = ? and "holds"."record_id" in (?, ?);

-- worklists/references.queries.ts: findRecordReferences
select "id", "title", "authors", "kind"
  from "records"
  where "id" in (?);

-- worklists/references.queries.ts: findNewestCards
select "patron_id" as "id", "number"
  from "patron_cards"
  where "patron_id" in (?, ?) and "status" = ?
  order by "id";

-- worklists/transfers.queries.ts: listTransfers
select "items"."id", "items"."record_id" as "recordId", "items"."current_branch_id" as "fromBranchId", "items"."transit_to_branch_id" as "toBranchId", "items"."transit_since" as "since", "items"."shelf_hold_id" as "shelfHoldId", "holds"."id" as "holdId", "patrons"."id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName"
  from "items"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  where "items"."transit_to_branch_id" is not null and "items"."transit_since" is not null and "items"."transit_to_branch_id" = ? and "items"."current_branch_id" = ? and "items"."transit_since" >= ? and ("items"."transit_since" > ? or ("items"."transit_since" = ? and "items"."id" > ?))
  order by "items"."transit_since", "items"."id"
  limit ?;
select "items"."id" as "itemId", "items"."record_id" as "recordId", "items"."barcode", "items"."item_type_id" as "itemTypeId", "items"."home_branch_id" as "homeBranchId", "items"."current_branch_id" as "currentBranchId", "items"."transit_to_branch_id" as "transitTo", "items"."location", "items"."call_number" as "callNumber", "items"."volume", "items"."status", "items"."price", "items"."note", "items"."version" as "itemVersion", "loans"."id" as "loanId", "loans"."due_at" as "dueAt", "holds"."status" as "holdStatus"
  from "items"
  left join "loans" on "loans"."open_item_id" = "items"."id"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  where "items"."id" in (?);
select "id", "title", "authors", "kind"
  from "records"
  where "id" in (?);
select "items"."id", "items"."record_id" as "recordId", "items"."current_branch_id" as "fromBranchId", "items"."transit_to_branch_id" as "toBranchId", "items"."transit_since" as "since", "items"."shelf_hold_id" as "shelfHoldId", "holds"."id" as "holdId", "patrons"."id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName"
  from "items"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  where "items"."transit_to_branch_id" is not null and "items"."transit_since" is not null
  order by "items"."transit_since", "items"."id"
  limit ?;
select "items"."id", "items"."record_id" as "recordId", "items"."current_branch_id" as "fromBranchId", "items"."transit_to_branch_id" as "toBranchId", "items"."transit_since" as "since", "items"."shelf_hold_id" as "shelfHoldId", "holds"."id" as "holdId", "patrons"."id" as "patronId", "patrons"."given_name" as "givenName", "patrons"."family_name" as "familyName"
  from "items"
  left join "holds" on "holds"."trapped_item_id" = "items"."id"
  left join "patrons" on "patrons"."id" = "holds"."patron_id"
  where "items"."transit_to_branch_id" is not null and "items"."transit_since" is not null and "items"."transit_to_branch_id" = ? and "items"."current_branch_id" = ? and "items"."transit_since" < ? and ("items"."transit_since" > ? or ("items"."transit_since" = ? and "items"."id" > ?))
  order by "items"."transit_since", "items"."id"
  limit ?;
