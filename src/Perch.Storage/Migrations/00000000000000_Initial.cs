using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perch.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    realm = table.Column<string>(type: "TEXT", nullable: false),
                    company = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    sip_digest = table.Column<string>(type: "TEXT", nullable: false),
                    dialled_pin = table.Column<bool>(type: "INTEGER", nullable: false),
                    lock_after = table.Column<int>(type: "INTEGER", nullable: false),
                    lock_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    pinless_limits = table.Column<bool>(type: "INTEGER", nullable: false),
                    retention_days = table.Column<int>(type: "INTEGER", nullable: false),
                    call_record_days = table.Column<int>(type: "INTEGER", nullable: false),
                    audit_days = table.Column<int>(type: "INTEGER", nullable: false),
                    outside_prefix = table.Column<string>(type: "TEXT", nullable: true),
                    mail_from = table.Column<string>(type: "TEXT", nullable: true),
                    mail_host = table.Column<string>(type: "TEXT", nullable: true),
                    mail_password = table.Column<byte[]>(type: "BLOB", nullable: true),
                    mail_port = table.Column<int>(type: "INTEGER", nullable: false),
                    mail_security = table.Column<string>(type: "TEXT", nullable: false),
                    mail_username = table.Column<string>(type: "TEXT", nullable: true),
                    policy_hot_desk_use = table.Column<string>(type: "TEXT", nullable: true),
                    policy_logged_out_profile = table.Column<string>(type: "TEXT", nullable: true),
                    policy_occupied_policy = table.Column<string>(type: "TEXT", nullable: true),
                    policy_pin_to_log_out = table.Column<bool>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_after_hours = table.Column<double>(type: "REAL", nullable: true),
                    policy_auto_log_out_after_idle_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_after_unregistered_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_daily_at = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_says = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    prefix = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    sites = table.Column<string>(type: "TEXT", nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    how = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    agent = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    api_key_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    act = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    object_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    object_name = table.Column<string>(type: "TEXT", nullable: false),
                    fields = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "call_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sip_call_id = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: false),
                    dialled = table.Column<string>(type: "TEXT", nullable: false),
                    emergency = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    hot_desk_session_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    caller_name = table.Column<string>(type: "TEXT", nullable: false),
                    caller_number = table.Column<string>(type: "TEXT", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: true),
                    device_name = table.Column<string>(type: "TEXT", nullable: true),
                    called_user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_device_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_session_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    ending = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    decisions = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "callflows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    flow = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_callflows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_facts",
                columns: table => new
                {
                    device_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    last_used = table.Column<long>(type: "INTEGER", nullable: true),
                    unregistered_since = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_facts", x => x.device_id);
                });

            migrationBuilder.CreateTable(
                name: "hot_desk_refusals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    how = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    by = table.Column<Guid>(type: "TEXT", nullable: true),
                    call_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hot_desk_refusals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hot_desk_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_how = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    started_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    without_pin = table.Column<bool>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    end_reason = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    pseudonymised_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hot_desk_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lockouts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    who = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    times = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lockouts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notification_choices",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    bell = table.Column<bool>(type: "INTEGER", nullable: false),
                    mail = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification_choices", x => new { x.user_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    is_read = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: true),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pin_tries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    who = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pin_tries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "repeatable_requests",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", nullable: true),
                    e_tag = table.Column<string>(type: "TEXT", nullable: true),
                    location = table.Column<string>(type: "TEXT", nullable: true),
                    body = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_repeatable_requests", x => new { x.account_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "second_factors",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_step = table.Column<long>(type: "INTEGER", nullable: false),
                    recovery_hashes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_second_factors", x => x.user_id);
                });

            migrationBuilder.CreateTable(
                name: "told_conditions",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_conditions", x => new { x.account_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "told_events",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false),
                    types = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    cursor = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    refused_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    next_try_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_try_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_status = table.Column<int>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    last_delivered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhooks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feature_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feature_codes", x => x.id);
                    table.ForeignKey(
                        name: "FK_feature_codes_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sites",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    address_city = table.Column<string>(type: "TEXT", nullable: true),
                    address_country = table.Column<string>(type: "TEXT", nullable: true),
                    address_postal_code = table.Column<string>(type: "TEXT", nullable: true),
                    address_region = table.Column<string>(type: "TEXT", nullable: true),
                    address_street = table.Column<string>(type: "TEXT", nullable: true),
                    policy_hot_desk_use = table.Column<string>(type: "TEXT", nullable: true),
                    policy_logged_out_profile = table.Column<string>(type: "TEXT", nullable: true),
                    policy_occupied_policy = table.Column<string>(type: "TEXT", nullable: true),
                    policy_pin_to_log_out = table.Column<bool>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_after_hours = table.Column<double>(type: "REAL", nullable: true),
                    policy_auto_log_out_after_idle_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_after_unregistered_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_daily_at = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_says = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sites", x => x.id);
                    table.ForeignKey(
                        name: "FK_sites_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: true),
                    username = table.Column<string>(type: "TEXT", nullable: false),
                    username_key = table.Column<string>(type: "TEXT", nullable: false),
                    first_name = table.Column<string>(type: "TEXT", nullable: true),
                    last_name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    sites = table.Column<string>(type: "TEXT", nullable: false),
                    extension = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    invitation_hash = table.Column<string>(type: "TEXT", nullable: true),
                    invitation_until = table.Column<long>(type: "INTEGER", nullable: true),
                    caller_id_internal = table.Column<string>(type: "TEXT", nullable: true),
                    caller_id_external = table.Column<string>(type: "TEXT", nullable: true),
                    hot_desk_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    hot_desk_id = table.Column<string>(type: "TEXT", nullable: true),
                    hot_desk_require_pin = table.Column<bool>(type: "INTEGER", nullable: false),
                    hot_desk_pin_hash = table.Column<string>(type: "TEXT", nullable: true),
                    hot_desk_elsewhere = table.Column<string>(type: "TEXT", nullable: false),
                    hot_desk_auto_log_out_after_hours = table.Column<double>(type: "REAL", nullable: true),
                    hot_desk_auto_log_out_after_idle_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    hot_desk_auto_log_out_after_unregistered_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    hot_desk_auto_log_out_daily_at = table.Column<int>(type: "INTEGER", nullable: true),
                    hot_desk_auto_log_out_says = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.id);
                    table.ForeignKey(
                        name: "FK_users_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "callflow_numbers",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    is_pattern = table.Column<bool>(type: "INTEGER", nullable: false),
                    callflow_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_callflow_numbers", x => new { x.account_id, x.is_pattern, x.number });
                    table.ForeignKey(
                        name: "FK_callflow_numbers_callflows_callflow_id",
                        column: x => x.callflow_id,
                        principalTable: "callflows",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "refused_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    webhook_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    refused_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refused_events", x => x.id);
                    table.ForeignKey(
                        name: "FK_refused_events_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "devices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: true),
                    nickname = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    lost_owner = table.Column<bool>(type: "INTEGER", nullable: false),
                    site_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    mac_address = table.Column<string>(type: "TEXT", nullable: true),
                    brand = table.Column<string>(type: "TEXT", nullable: true),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    sip_username = table.Column<string>(type: "TEXT", nullable: false),
                    sip_username_key = table.Column<string>(type: "TEXT", nullable: false),
                    sip_password = table.Column<byte[]>(type: "BLOB", nullable: false),
                    transport = table.Column<string>(type: "TEXT", nullable: false),
                    max_bindings = table.Column<int>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    follow_redirects = table.Column<bool>(type: "INTEGER", nullable: false),
                    caller_id_internal = table.Column<string>(type: "TEXT", nullable: true),
                    caller_id_external = table.Column<string>(type: "TEXT", nullable: true),
                    emergency_caller_id = table.Column<string>(type: "TEXT", nullable: true),
                    emergency_location_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    ring_state = table.Column<string>(type: "TEXT", nullable: false),
                    policy_hot_desk_use = table.Column<string>(type: "TEXT", nullable: true),
                    policy_logged_out_profile = table.Column<string>(type: "TEXT", nullable: true),
                    policy_occupied_policy = table.Column<string>(type: "TEXT", nullable: true),
                    policy_pin_to_log_out = table.Column<bool>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_after_hours = table.Column<double>(type: "REAL", nullable: true),
                    policy_auto_log_out_after_idle_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_after_unregistered_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_daily_at = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_auto_log_out_says = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_devices", x => x.id);
                    table.ForeignKey(
                        name: "FK_devices_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_devices_sites_emergency_location_id",
                        column: x => x.emergency_location_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_devices_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_devices_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_name",
                table: "accounts",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_realm",
                table: "accounts",
                column: "realm",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_account_id",
                table: "api_keys",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_tokens_hash",
                table: "api_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_tokens_user_id",
                table: "api_tokens",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_audit_account_id_at",
                table: "audit",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_object_id",
                table: "audit",
                column: "object_id");

            migrationBuilder.CreateIndex(
                name: "IX_call_records_account_id_started_at",
                table: "call_records",
                columns: new[] { "account_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_call_records_sip_call_id",
                table: "call_records",
                column: "sip_call_id");

            migrationBuilder.CreateIndex(
                name: "IX_callflow_numbers_callflow_id",
                table: "callflow_numbers",
                column: "callflow_id");

            migrationBuilder.CreateIndex(
                name: "IX_callflows_account_id",
                table: "callflows",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_devices_account_id_external_id",
                table: "devices",
                columns: new[] { "account_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_devices_account_id_mac_address",
                table: "devices",
                columns: new[] { "account_id", "mac_address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_devices_account_id_sip_username_key",
                table: "devices",
                columns: new[] { "account_id", "sip_username_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_devices_emergency_location_id",
                table: "devices",
                column: "emergency_location_id");

            migrationBuilder.CreateIndex(
                name: "IX_devices_owner_id",
                table: "devices",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_devices_site_id",
                table: "devices",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "IX_feature_codes_account_id_name",
                table: "feature_codes",
                columns: new[] { "account_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_refusals_account_id_first_at",
                table: "hot_desk_refusals",
                columns: new[] { "account_id", "first_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_refusals_account_id_id",
                table: "hot_desk_refusals",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_sessions_account_id_ended_at",
                table: "hot_desk_sessions",
                columns: new[] { "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_sessions_account_id_started_at",
                table: "hot_desk_sessions",
                columns: new[] { "account_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_sessions_device_id_started_at",
                table: "hot_desk_sessions",
                columns: new[] { "device_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_sessions_device_id_user_id",
                table: "hot_desk_sessions",
                columns: new[] { "device_id", "user_id" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_sessions_ended_at",
                table: "hot_desk_sessions",
                column: "ended_at",
                filter: "pseudonymised_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_hot_desk_sessions_user_id_started_at",
                table: "hot_desk_sessions",
                columns: new[] { "user_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_lockouts_account_id_until",
                table: "lockouts",
                columns: new[] { "account_id", "until" });

            migrationBuilder.CreateIndex(
                name: "IX_lockouts_device_id_address",
                table: "lockouts",
                columns: new[] { "device_id", "address" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_at",
                table: "notifications",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_notifications_user_id_id",
                table: "notifications",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_account_id_id",
                table: "outbox",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_at",
                table: "outbox",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_pin_tries_account_id_who_at",
                table: "pin_tries",
                columns: new[] { "account_id", "who", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_pin_tries_at",
                table: "pin_tries",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_pin_tries_device_id_address_at",
                table: "pin_tries",
                columns: new[] { "device_id", "address", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_refused_events_at",
                table: "refused_events",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_refused_events_webhook_id_event_id",
                table: "refused_events",
                columns: new[] { "webhook_id", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_repeatable_requests_at",
                table: "repeatable_requests",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_second_factors_account_id",
                table: "second_factors",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_sites_account_id",
                table: "sites",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_users_account_id_extension",
                table: "users",
                columns: new[] { "account_id", "extension" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_users_account_id_external_id",
                table: "users",
                columns: new[] { "account_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_users_account_id_hot_desk_id",
                table: "users",
                columns: new[] { "account_id", "hot_desk_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_users_account_id_username_key",
                table: "users",
                columns: new[] { "account_id", "username_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_webhooks_account_id",
                table: "webhooks",
                column: "account_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "call_records");

            migrationBuilder.DropTable(
                name: "callflow_numbers");

            migrationBuilder.DropTable(
                name: "desk_facts");

            migrationBuilder.DropTable(
                name: "devices");

            migrationBuilder.DropTable(
                name: "feature_codes");

            migrationBuilder.DropTable(
                name: "hot_desk_refusals");

            migrationBuilder.DropTable(
                name: "hot_desk_sessions");

            migrationBuilder.DropTable(
                name: "lockouts");

            migrationBuilder.DropTable(
                name: "notification_choices");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pin_tries");

            migrationBuilder.DropTable(
                name: "refused_events");

            migrationBuilder.DropTable(
                name: "repeatable_requests");

            migrationBuilder.DropTable(
                name: "second_factors");

            migrationBuilder.DropTable(
                name: "told_conditions");

            migrationBuilder.DropTable(
                name: "told_events");

            migrationBuilder.DropTable(
                name: "callflows");

            migrationBuilder.DropTable(
                name: "sites");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropTable(
                name: "accounts");
        }
    }
}
