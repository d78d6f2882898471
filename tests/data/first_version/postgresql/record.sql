SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.refuse_timeline_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN RAISE EXCEPTION 'the timeline is append-only: its events are neither changed nor deleted' USING ERRCODE = 'integrity_constraint_violation'; END
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.card (
    id integer NOT NULL,
    incident_id integer NOT NULL,
    place character varying NOT NULL,
    channel_id character varying NOT NULL,
    message_ts character varying NOT NULL,
    digest character varying NOT NULL,
    attempted_at timestamp with time zone,
    look_at timestamp with time zone,
    problem character varying NOT NULL
);
CREATE SEQUENCE public.card_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.card_id_seq OWNED BY public.card.id;
CREATE TABLE public.channel (
    team_id character varying NOT NULL,
    channel_id character varying NOT NULL,
    name character varying NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);
CREATE TABLE public.clock_mark (
    id integer NOT NULL,
    incident_id integer NOT NULL,
    clock character varying NOT NULL,
    kind character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id character varying,
    reason character varying NOT NULL,
    until timestamp with time zone,
    moment timestamp with time zone,
    target jsonb,
    CONSTRAINT ck_clock_mark_kind CHECK (((kind)::text = ANY ((ARRAY['started'::character varying, 'stopped'::character varying, 'paused'::character varying, 'resumed'::character varying, 'retargeted'::character varying, 'agreed'::character varying])::text[])))
);
CREATE SEQUENCE public.clock_mark_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.clock_mark_id_seq OWNED BY public.clock_mark.id;
CREATE TABLE public.deadline (
    id integer NOT NULL,
    team_id character varying NOT NULL,
    incident_id integer NOT NULL,
    clock character varying NOT NULL,
    threshold character varying NOT NULL,
    anchor character varying NOT NULL,
    due_at timestamp with time zone NOT NULL,
    target_at timestamp with time zone NOT NULL,
    fired_at timestamp with time zone
);
CREATE SEQUENCE public.deadline_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.deadline_id_seq OWNED BY public.deadline.id;
CREATE TABLE public.incident (
    id integer NOT NULL,
    team_id character varying NOT NULL,
    number integer NOT NULL,
    reference character varying NOT NULL,
    idempotency_key character varying NOT NULL,
    version integer NOT NULL,
    mode character varying NOT NULL,
    visibility character varying NOT NULL,
    severity character varying NOT NULL,
    type character varying NOT NULL,
    milestone character varying NOT NULL,
    phase character varying NOT NULL,
    name character varying NOT NULL,
    summary character varying NOT NULL,
    last_update character varying NOT NULL,
    resolution character varying NOT NULL,
    close_reason character varying NOT NULL,
    close_comment character varying NOT NULL,
    creator_id character varying NOT NULL,
    source_permalink character varying NOT NULL,
    announced_in jsonb NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    last_update_at timestamp with time zone,
    next_update_at timestamp with time zone,
    resolved_at timestamp with time zone,
    closed_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    escalation_step integer NOT NULL,
    escalated_at timestamp with time zone,
    CONSTRAINT ck_incident_mode CHECK (((mode)::text = ANY ((ARRAY['standard'::character varying, 'retrospective'::character varying, 'test'::character varying, 'tutorial'::character varying])::text[]))),
    CONSTRAINT ck_incident_visibility CHECK (((visibility)::text = ANY ((ARRAY['public'::character varying, 'private'::character varying])::text[])))
);
CREATE SEQUENCE public.incident_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.incident_id_seq OWNED BY public.incident.id;
CREATE TABLE public.milestone_reached (
    id integer NOT NULL,
    incident_id integer NOT NULL,
    milestone character varying NOT NULL,
    phase character varying NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    actor_id character varying
);
CREATE SEQUENCE public.milestone_reached_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.milestone_reached_id_seq OWNED BY public.milestone_reached.id;
CREATE TABLE public.outbox (
    id integer NOT NULL,
    team_id character varying NOT NULL,
    incident_id integer NOT NULL,
    event_id integer NOT NULL,
    destination character varying NOT NULL,
    state character varying NOT NULL,
    attempts integer NOT NULL,
    attempted_at timestamp with time zone,
    look_at timestamp with time zone,
    channel_id character varying NOT NULL,
    message_ts character varying NOT NULL,
    problem character varying NOT NULL,
    created_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    CONSTRAINT ck_outbox_state CHECK (((state)::text = ANY ((ARRAY['pending'::character varying, 'sending'::character varying, 'delivered'::character varying, 'failed'::character varying])::text[])))
);
CREATE SEQUENCE public.outbox_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE TABLE public.person (
    team_id character varying NOT NULL,
    user_id character varying NOT NULL,
    name character varying NOT NULL,
    time_zone character varying NOT NULL,
    is_bot boolean NOT NULL,
    is_deactivated boolean NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);
CREATE TABLE public.receipt (
    team_id character varying NOT NULL,
    key character varying(255) NOT NULL,
    operation character varying NOT NULL,
    incident_id integer,
    carried_out_at timestamp with time zone NOT NULL
);
CREATE TABLE public.responder (
    id integer NOT NULL,
    team_id character varying NOT NULL,
    incident_id integer NOT NULL,
    user_id character varying NOT NULL,
    since timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    invitation character varying NOT NULL,
    problem character varying NOT NULL,
    seen_at timestamp with time zone,
    CONSTRAINT ck_responder_invitation CHECK (((invitation)::text = ANY ((ARRAY['wanted'::character varying, 'done'::character varying, 'failed'::character varying])::text[])))
);
CREATE SEQUENCE public.responder_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.responder_id_seq OWNED BY public.responder.id;
CREATE TABLE public.role_assignment (
    id integer NOT NULL,
    team_id character varying NOT NULL,
    incident_id integer NOT NULL,
    role character varying NOT NULL,
    exclusive boolean NOT NULL,
    user_id character varying NOT NULL,
    assigned_by character varying,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE SEQUENCE public.role_assignment_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.role_assignment_id_seq OWNED BY public.role_assignment.id;
CREATE TABLE public.room (
    incident_id integer NOT NULL,
    team_id character varying NOT NULL,
    wanted integer NOT NULL,
    applied integer NOT NULL,
    tried integer NOT NULL,
    attempts integer NOT NULL,
    retry_at timestamp with time zone,
    lease_owner character varying,
    lease_until timestamp with time zone,
    problem character varying NOT NULL,
    channel_id character varying,
    channel_name character varying NOT NULL,
    creating_name character varying NOT NULL,
    archived boolean NOT NULL,
    topic character varying NOT NULL,
    pinned_ts character varying NOT NULL,
    bookmarks jsonb NOT NULL
);
CREATE TABLE public.snooze (
    id integer NOT NULL,
    incident_id integer NOT NULL,
    clock character varying NOT NULL,
    until timestamp with time zone NOT NULL,
    reason character varying NOT NULL,
    actor_id character varying,
    snoozed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.snooze_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.snooze_id_seq OWNED BY public.snooze.id;
CREATE TABLE public.status_update (
    id integer NOT NULL,
    team_id character varying NOT NULL,
    incident_id integer NOT NULL,
    author_id character varying,
    body character varying NOT NULL,
    milestone character varying NOT NULL,
    severity character varying NOT NULL,
    next_update_at timestamp with time zone,
    posted_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.status_update_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.status_update_id_seq OWNED BY public.status_update.id;
CREATE TABLE public.timeline_event (
    id integer NOT NULL,
    team_id character varying NOT NULL,
    incident_id integer NOT NULL,
    kind character varying NOT NULL,
    actor_id character varying,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    payload jsonb NOT NULL
);
CREATE SEQUENCE public.timeline_event_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.timeline_event_id_seq OWNED BY public.timeline_event.id;
CREATE TABLE public.timeline_pin (
    id integer NOT NULL,
    incident_id integer NOT NULL,
    channel_id character varying NOT NULL,
    message_ts character varying NOT NULL,
    user_id character varying NOT NULL,
    present boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.timeline_pin_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.timeline_pin_id_seq OWNED BY public.timeline_pin.id;
CREATE TABLE public.workspace (
    team_id character varying NOT NULL,
    name character varying NOT NULL,
    bot_user_id character varying NOT NULL,
    last_number integer NOT NULL
);
ALTER TABLE ONLY public.card ALTER COLUMN id SET DEFAULT nextval('public.card_id_seq'::regclass);
ALTER TABLE ONLY public.clock_mark ALTER COLUMN id SET DEFAULT nextval('public.clock_mark_id_seq'::regclass);
ALTER TABLE ONLY public.deadline ALTER COLUMN id SET DEFAULT nextval('public.deadline_id_seq'::regclass);
ALTER TABLE ONLY public.incident ALTER COLUMN id SET DEFAULT nextval('public.incident_id_seq'::regclass);
ALTER TABLE ONLY public.milestone_reached ALTER COLUMN id SET DEFAULT nextval('public.milestone_reached_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.responder ALTER COLUMN id SET DEFAULT nextval('public.responder_id_seq'::regclass);
ALTER TABLE ONLY public.role_assignment ALTER COLUMN id SET DEFAULT nextval('public.role_assignment_id_seq'::regclass);
ALTER TABLE ONLY public.snooze ALTER COLUMN id SET DEFAULT nextval('public.snooze_id_seq'::regclass);
ALTER TABLE ONLY public.status_update ALTER COLUMN id SET DEFAULT nextval('public.status_update_id_seq'::regclass);
ALTER TABLE ONLY public.timeline_event ALTER COLUMN id SET DEFAULT nextval('public.timeline_event_id_seq'::regclass);
ALTER TABLE ONLY public.timeline_pin ALTER COLUMN id SET DEFAULT nextval('public.timeline_pin_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.card VALUES (4, 2, 'incidents', 'C00001006', '1795179621.000000', 'd5eb7c7102553695c65247f32d770e6953395fa4b4e4f77315ba4e990fd7df64', NULL, NULL, '');
INSERT INTO public.card VALUES (3, 2, 'room', 'C0000101T', '1795179620.000000', '538b449efdf5ff0e698747b2875ec1d1af27bc86def1de4219759bd4c343c1ef', NULL, NULL, '');
INSERT INTO public.card VALUES (32, 18, 'room', 'C000010TD', '1795428619.000000', '5a52eb28f73a21e4dcb4201a63c002edc53a2c9378d3a9f7a98ba21b48f8014b', NULL, NULL, '');
INSERT INTO public.card VALUES (31, 17, 'incidents', 'C00001006', '1795428607.000000', 'd04c2bc380bcbcf2dfe7e9bbcd99766fd4563c81271491ffc3fe3bc9c9c4efd7', NULL, NULL, '');
INSERT INTO public.card VALUES (18, 10, 'room', 'C000010JA', '1795426294.000000', '862c03b63d9eb9faf3e3d8f6d8439d81c4351613956dfff107c346c598dbf81b', NULL, NULL, '');
INSERT INTO public.card VALUES (30, 17, 'room', 'C000010SE', '1795428606.000000', 'b35a1965ca86fab025a7eb7c90060e117a655d91063c41dc6135d0b5769751b6', NULL, NULL, '');
INSERT INTO public.card VALUES (9, 5, 'incidents', 'C00001006', '1795426220.000000', '38f4e8d3eed3abb3ae52db6f2e15d1e2f74b117c667b7ad25d0d62ba3d97dde5', NULL, NULL, '');
INSERT INTO public.card VALUES (8, 5, 'room', 'C000010CR', '1795426219.000000', '437df1988151e72e23100156507f1a880a6af56c8ec0d142e763b28a67dbbbd4', NULL, NULL, '');
INSERT INTO public.card VALUES (28, 16, 'room', 'C000010QR', '1795426415.000000', '746ebebe1a312facb18b1d28b376e3c298e07ca83c81400c26517b6ea44f8891', NULL, NULL, '');
INSERT INTO public.card VALUES (11, 6, 'incidents', 'C00001006', '1795426232.000000', 'f31c984f70ddc983c898bf5e0f853841d2e1450566e052f83f63ce966e641a0d', NULL, NULL, '');
INSERT INTO public.card VALUES (29, 16, 'incidents', 'C00001006', '1795426416.000000', '72be39861c86c8ec8848de461cd837fc4e01c6d7c49f31fab19b824d4b6383fa', NULL, NULL, '');
INSERT INTO public.card VALUES (21, 11, 'incidents', 'C00001006', '1795426313.000000', '2f5a4be3e6a409f49e1bfedf46aed897080934cc2493644d1027c43a5efaec3e', NULL, NULL, '');
INSERT INTO public.card VALUES (20, 11, 'room', 'C000010KI', '1795426312.000000', 'c06b139cc601acd1f0cbbf7aa7bff52816a55e02ee37d1bb2ff46284f618c47f', NULL, NULL, '');
INSERT INTO public.card VALUES (6, 3, 'incidents', 'C00001006', '1795179634.000000', '452836624cb1c9b37c1f8c9cc11929b13b91983d130bb2384eb67680c753b41d', NULL, NULL, '');
INSERT INTO public.card VALUES (5, 3, 'room', 'C0000102S', '1795179633.000000', '8dbed57e24fd422a349af4d1ebf64c23992987fcfc6df8ac96ee028ae7ea976e', NULL, NULL, '');
INSERT INTO public.card VALUES (22, 12, 'room', 'C000010LU', '1795426330.000000', '4a031f1bc2d55cd135513b491457c3d34f89d2904c03365b129f4e964940b4cb', NULL, NULL, '');
INSERT INTO public.card VALUES (23, 12, 'incidents', 'C00001006', '1795426331.000000', 'f23d5f6c6b597c95fc028eafc3be5cda9f41186c53c86c46e6b4f30378165a1d', NULL, NULL, '');
INSERT INTO public.card VALUES (2, 1, 'incidents', 'C00001006', '1795179609.000000', '0473eddd3ce3c302c755bb45d12f207c9f39e42a0836e126c6f9793fa56fa60d', NULL, NULL, '');
INSERT INTO public.card VALUES (1, 1, 'room', 'C0000100S', '1795179608.000000', 'df26395059302ac334411b92c58aadb12f5b78028d524dad3f1cb2d5f683c48b', NULL, NULL, '');
INSERT INTO public.card VALUES (10, 6, 'room', 'C000010E2', '1795426231.000000', 'f36ae9f5f1904e2f5e11b4bc7945dd5004a824da9058c524e3d6724ac89ad42a', NULL, NULL, '');
INSERT INTO public.card VALUES (13, 7, 'incidents', 'C00001006', '1795426244.000001', 'd86e65ae64cd1f566f2305d4319c71aae4cbe87c68eb4efccd071845726c69d5', NULL, NULL, '');
INSERT INTO public.card VALUES (7, 4, 'room', 'C0000104T', '1795179885.000000', '9ce6c76078fdf136ffd376a35b7a30c88d216a8f76a82fed62aaf9a38ed45415', NULL, NULL, '');
INSERT INTO public.card VALUES (12, 7, 'room', 'C000010FD', '1795426243.000005', '0af1b3d8ab437509d20886c0f577b2982f9a836e196625648074bf4c39057257', NULL, NULL, '');
INSERT INTO public.card VALUES (15, 8, 'incidents', 'C00001006', '1795426261.000000', '96f94ef3cd94e0ccf2059b6d017fa125105712e8927eb69c4e7239067e3b59c6', NULL, NULL, '');
INSERT INTO public.card VALUES (17, 9, 'incidents', 'C00001006', '1795426278.000000', '36d34e96e5710b965755ad3f92416c80ceffd6efc84667bd28e29d006b26c6c1', NULL, NULL, '');
INSERT INTO public.card VALUES (16, 9, 'room', 'C000010HZ', '1795426277.000000', 'f924d54f227955413d1aa65c2b20b99c590aebfa97030bc80de08a7d1ec8a540', NULL, NULL, '');
INSERT INTO public.card VALUES (25, 13, 'incidents', 'C00001006', '1795426359.000000', '33aecb32da369f3cdb5d9bda3ff42a870254144ae278c3168d2331c2023379b8', NULL, NULL, '');
INSERT INTO public.card VALUES (14, 8, 'room', 'C000010GO', '1795426260.000000', 'c18e0eb9bd5dbdc7642ef9583e49794d7eb2b07cb3730f50ede1412e895a01aa', NULL, NULL, '');
INSERT INTO public.card VALUES (34, 19, 'room', '', '', '', NULL, NULL, '');
INSERT INTO public.card VALUES (19, 10, 'incidents', 'C00001006', '1795426295.000000', '1937cb8259b9e8b358367d72e25c69a9b7e499c1284b576327d0dbf2f433afd0', NULL, NULL, '');
INSERT INTO public.card VALUES (24, 13, 'room', 'C000010MX', '1795426357.000000', '6cc16d01b5b27f81f15b0027d87cdc6927b50be7057196c945c90f49922ecc15', NULL, NULL, '');
INSERT INTO public.card VALUES (35, 19, 'incidents', '', '', '', NULL, NULL, '');
INSERT INTO public.card VALUES (26, 14, 'room', 'C000010OX', '1795426389.000000', '81fcf6d61f667a73162fe3ac105ac7a202c828b933f7588b921fc90f352191e5', NULL, NULL, '');
INSERT INTO public.card VALUES (36, 20, 'room', '', '', '', NULL, NULL, '');
INSERT INTO public.card VALUES (27, 15, 'room', 'C000010PU', '1795426402.000000', 'eeaef6f9f9f5229bccfa5c172a3af974f7129c7140b1e775581116bfd1482384', NULL, NULL, '');
INSERT INTO public.card VALUES (37, 20, 'incidents', '', '', '', NULL, NULL, '');
INSERT INTO public.card VALUES (33, 18, 'incidents', 'C00001006', '1795428620.000000', 'fa5408da225bda1dec5ff77016528b6a8b0e991bd0358c94178a635bd60af4e5', NULL, NULL, '');
INSERT INTO public.channel VALUES ('T00001000', 'C00001006', 'incidents', '2026-11-20 13:00:10+00');
INSERT INTO public.clock_mark VALUES (1, 1, 'respond', 'started', '2026-11-20 13:00:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO public.clock_mark VALUES (2, 1, 'update', 'started', '2026-11-20 13:00:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (3, 1, 'escalate', 'started', '2026-11-20 13:00:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO public.clock_mark VALUES (4, 1, 'resolve', 'started', '2026-11-20 13:00:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (5, 2, 'update', 'started', '2026-11-20 13:00:14+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (6, 2, 'resolve', 'started', '2026-11-20 13:00:14+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (7, 3, 'respond', 'started', '2026-11-20 13:00:26+00', 'U00001001', '', NULL, NULL, '{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO public.clock_mark VALUES (8, 3, 'update', 'started', '2026-11-20 13:00:26+00', 'U00001001', '', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (9, 3, 'escalate', 'started', '2026-11-20 13:00:26+00', 'U00001001', '', NULL, NULL, '{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO public.clock_mark VALUES (10, 3, 'resolve', 'started', '2026-11-20 13:00:26+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (11, 1, 'respond', 'stopped', '2026-11-20 13:04:01+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (12, 1, 'escalate', 'stopped', '2026-11-20 13:04:01+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (13, 3, 'respond', 'stopped', '2026-11-20 13:04:29+00', 'U00001003', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (14, 3, 'escalate', 'stopped', '2026-11-20 13:04:29+00', 'U00001003', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (15, 4, 'update', 'started', '2026-11-20 13:04:37+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (16, 4, 'resolve', 'started', '2026-11-20 13:04:37+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (17, 1, 'update', 'started', '2026-11-20 13:12:01+00', 'U00001002', '', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (18, 1, 'update', 'retargeted', '2026-11-20 13:12:13+00', 'U00001002', 'SEV3', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (19, 1, 'resolve', 'retargeted', '2026-11-20 13:12:13+00', 'U00001002', 'SEV3', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (20, 1, 'update', 'retargeted', '2026-11-20 13:12:21+00', 'U00001002', 'SEV1', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (21, 1, 'resolve', 'retargeted', '2026-11-20 13:12:21+00', 'U00001002', 'SEV1', NULL, NULL, '{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (22, 3, 'update', 'stopped', '2026-11-20 13:12:30+00', 'U00001003', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (23, 3, 'resolve', 'stopped', '2026-11-20 13:12:30+00', 'U00001003', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (24, 1, 'update', 'started', '2026-11-20 13:50:01+00', 'U00001002', '', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (25, 1, 'update', 'stopped', '2026-11-20 17:30:00+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (26, 1, 'resolve', 'stopped', '2026-11-20 17:30:00+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (27, 2, 'update', 'started', '2026-11-23 08:50:01+00', 'U00001002', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (28, 2, 'update', 'stopped', '2026-11-23 09:30:00+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (29, 2, 'resolve', 'stopped', '2026-11-23 09:30:00+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (30, 3, 'update', 'started', '2026-11-23 09:30:10+00', 'U00001003', '', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (31, 3, 'resolve', 'started', '2026-11-23 09:30:10+00', 'U00001003', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (32, 5, 'update', 'started', '2026-11-23 09:30:15+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (33, 5, 'resolve', 'started', '2026-11-23 09:30:15+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (34, 6, 'update', 'started', '2026-11-23 09:30:28+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (35, 6, 'resolve', 'started', '2026-11-23 09:30:28+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (36, 7, 'update', 'started', '2026-11-23 09:30:39+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (37, 7, 'resolve', 'started', '2026-11-23 09:30:39+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (38, 8, 'update', 'started', '2026-11-23 09:30:55+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (39, 8, 'resolve', 'started', '2026-11-23 09:30:55+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (40, 9, 'update', 'started', '2026-11-23 09:31:12+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (41, 9, 'resolve', 'started', '2026-11-23 09:31:12+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (42, 9, 'update', 'paused', '2026-11-23 09:31:23+00', 'U00001002', 'the incident is paused ', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (43, 9, 'resolve', 'paused', '2026-11-23 09:31:23+00', 'U00001002', 'the incident is paused ', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (44, 10, 'update', 'started', '2026-11-23 09:31:28+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (45, 10, 'resolve', 'started', '2026-11-23 09:31:28+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (46, 10, 'update', 'stopped', '2026-11-23 09:31:41+00', 'U00001002', 'what it waited for had not come', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (47, 10, 'resolve', 'stopped', '2026-11-23 09:31:41+00', 'U00001002', 'what it waited for had not come', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (48, 11, 'update', 'started', '2026-11-23 09:31:48+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (49, 11, 'resolve', 'started', '2026-11-23 09:31:48+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (50, 11, 'update', 'stopped', '2026-11-23 09:32:00+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (51, 11, 'resolve', 'stopped', '2026-11-23 09:32:00+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (52, 12, 'update', 'started', '2026-11-23 09:32:05+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (53, 12, 'resolve', 'started', '2026-11-23 09:32:05+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (54, 12, 'resolve', 'paused', '2026-11-23 09:32:19+00', 'U00001002', 'Waiting for the vendor', '2026-11-24 14:00:00+00', NULL, NULL);
INSERT INTO public.clock_mark VALUES (67, 18, 'respond', 'started', '2026-11-23 10:10:14+00', 'U00001001', '', NULL, NULL, '{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO public.clock_mark VALUES (68, 18, 'update', 'started', '2026-11-23 10:10:14+00', 'U00001001', '', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (69, 18, 'escalate', 'started', '2026-11-23 10:10:14+00', 'U00001001', '', NULL, NULL, '{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO public.clock_mark VALUES (70, 18, 'resolve', 'started', '2026-11-23 10:10:14+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (71, 18, 'respond', 'stopped', '2026-11-23 10:10:27+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (72, 18, 'escalate', 'stopped', '2026-11-23 10:10:27+00', 'U00001002', '', NULL, NULL, NULL);
INSERT INTO public.clock_mark VALUES (55, 12, 'resolve', 'agreed', '2026-11-23 09:32:25+00', 'U00001002', 'the customer', NULL, '2026-11-27 21:00:00+00', NULL);
INSERT INTO public.clock_mark VALUES (56, 13, 'update', 'started', '2026-11-23 09:32:31+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (57, 13, 'resolve', 'started', '2026-11-23 09:32:31+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (62, 16, 'update', 'started', '2026-11-23 09:33:43+00', 'U00001002', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (78, 20, 'update', 'started', '2026-11-23 10:40:21+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (79, 20, 'resolve', 'started', '2026-11-23 10:40:21+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (58, 14, 'update', 'started', '2026-11-23 09:33:03+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (59, 14, 'resolve', 'started', '2026-11-23 09:33:03+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (60, 16, 'update', 'started', '2026-11-23 09:33:29+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (61, 16, 'resolve', 'started', '2026-11-23 09:33:29+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (63, 17, 'respond', 'started', '2026-11-23 10:10:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO public.clock_mark VALUES (64, 17, 'update', 'started', '2026-11-23 10:10:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO public.clock_mark VALUES (65, 17, 'escalate', 'started', '2026-11-23 10:10:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO public.clock_mark VALUES (66, 17, 'resolve', 'started', '2026-11-23 10:10:00+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (73, 6, 'update', 'started', '2026-11-23 10:40:08+00', 'U00001002', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (75, 8, 'update', 'started', '2026-11-23 10:40:16+00', 'U00001002', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (76, 19, 'update', 'started', '2026-11-23 10:40:18+00', 'U00001001', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.clock_mark VALUES (77, 19, 'resolve', 'started', '2026-11-23 10:40:18+00', 'U00001001', '', NULL, NULL, '{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO public.clock_mark VALUES (74, 7, 'update', 'started', '2026-11-23 10:40:11+00', 'U00001002', '', NULL, NULL, '{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO public.deadline VALUES (23, 'T00001000', 4, 'resolve', '75%', '1.1', '2026-11-23 12:34:37+00', '2026-11-23 15:04:37+00', NULL);
INSERT INTO public.deadline VALUES (24, 'T00001000', 4, 'resolve', 'due', '1.1', '2026-11-23 15:04:37+00', '2026-11-23 15:04:37+00', NULL);
INSERT INTO public.deadline VALUES (29, 'T00001000', 1, 'update', '5m before', '2.1', '2026-11-20 13:37:01+00', '2026-11-20 13:42:01+00', '2026-11-20 13:37:01+00');
INSERT INTO public.deadline VALUES (26, 'T00001000', 1, 'update', 'due', '2.1', '2026-11-20 13:42:01+00', '2026-11-20 13:42:01+00', '2026-11-20 13:42:01+00');
INSERT INTO public.deadline VALUES (31, 'T00001000', 1, 'update', '5m before', '3.1', '2026-11-20 14:15:01+00', '2026-11-20 14:20:01+00', '2026-11-20 14:15:01+00');
INSERT INTO public.deadline VALUES (32, 'T00001000', 1, 'update', 'due', '3.1', '2026-11-20 14:20:01+00', '2026-11-20 14:20:01+00', '2026-11-20 14:20:01+00');
INSERT INTO public.deadline VALUES (33, 'T00001000', 1, 'update', '15m after', '3.1', '2026-11-20 14:35:01+00', '2026-11-20 14:20:01+00', '2026-11-20 14:35:01+00');
INSERT INTO public.deadline VALUES (7, 'T00001000', 1, 'resolve', '75%', '1.1', '2026-11-20 16:00:00+00', '2026-11-20 17:00:00+00', '2026-11-20 16:00:00+00');
INSERT INTO public.deadline VALUES (8, 'T00001000', 1, 'resolve', 'due', '1.1', '2026-11-20 17:00:00+00', '2026-11-20 17:00:00+00', '2026-11-20 17:00:00+00');
INSERT INTO public.deadline VALUES (9, 'T00001000', 2, 'update', '30m before', '1.1', '2026-11-23 08:30:14+00', '2026-11-23 09:00:14+00', '2026-11-23 08:30:14+00');
INSERT INTO public.deadline VALUES (21, 'T00001000', 4, 'update', '30m before', '1.1', '2026-11-23 08:34:37+00', '2026-11-23 09:04:37+00', '2026-11-23 08:34:37+00');
INSERT INTO public.deadline VALUES (22, 'T00001000', 4, 'update', 'due', '1.1', '2026-11-23 09:04:37+00', '2026-11-23 09:04:37+00', '2026-11-23 09:04:37+00');
INSERT INTO public.deadline VALUES (39, 'T00001000', 3, 'resolve', '75%', '2.1', '2026-11-23 12:30:10+00', '2026-11-23 13:30:10+00', NULL);
INSERT INTO public.deadline VALUES (40, 'T00001000', 3, 'resolve', 'due', '2.1', '2026-11-23 13:30:10+00', '2026-11-23 13:30:10+00', NULL);
INSERT INTO public.deadline VALUES (41, 'T00001000', 5, 'update', '30m before', '1.1', '2026-11-23 13:00:15+00', '2026-11-23 13:30:15+00', NULL);
INSERT INTO public.deadline VALUES (42, 'T00001000', 5, 'update', 'due', '1.1', '2026-11-23 13:30:15+00', '2026-11-23 13:30:15+00', NULL);
INSERT INTO public.deadline VALUES (43, 'T00001000', 5, 'resolve', '75%', '1.1', '2026-11-24 09:00:15+00', '2026-11-24 11:30:15+00', NULL);
INSERT INTO public.deadline VALUES (44, 'T00001000', 5, 'resolve', 'due', '1.1', '2026-11-24 11:30:15+00', '2026-11-24 11:30:15+00', NULL);
INSERT INTO public.deadline VALUES (47, 'T00001000', 6, 'resolve', '75%', '1.1', '2026-11-24 09:00:28+00', '2026-11-24 11:30:28+00', NULL);
INSERT INTO public.deadline VALUES (48, 'T00001000', 6, 'resolve', 'due', '1.1', '2026-11-24 11:30:28+00', '2026-11-24 11:30:28+00', NULL);
INSERT INTO public.deadline VALUES (51, 'T00001000', 7, 'resolve', '75%', '1.1', '2026-11-24 09:00:39+00', '2026-11-24 11:30:39+00', NULL);
INSERT INTO public.deadline VALUES (52, 'T00001000', 7, 'resolve', 'due', '1.1', '2026-11-24 11:30:39+00', '2026-11-24 11:30:39+00', NULL);
INSERT INTO public.deadline VALUES (55, 'T00001000', 8, 'resolve', '75%', '1.1', '2026-11-24 09:00:55+00', '2026-11-24 11:30:55+00', NULL);
INSERT INTO public.deadline VALUES (56, 'T00001000', 8, 'resolve', 'due', '1.1', '2026-11-24 11:30:55+00', '2026-11-24 11:30:55+00', NULL);
INSERT INTO public.deadline VALUES (69, 'T00001000', 12, 'update', '30m before', '1.1', '2026-11-23 13:02:05+00', '2026-11-23 13:32:05+00', NULL);
INSERT INTO public.deadline VALUES (70, 'T00001000', 12, 'update', 'due', '1.1', '2026-11-23 13:32:05+00', '2026-11-23 13:32:05+00', NULL);
INSERT INTO public.deadline VALUES (71, 'T00001000', 12, 'resolve', '75%', '1.1', '2026-11-30 10:50:37.75+00', '2026-12-01 12:27:35+00', NULL);
INSERT INTO public.deadline VALUES (72, 'T00001000', 12, 'resolve', 'due', '1.1', '2026-12-01 12:27:35+00', '2026-12-01 12:27:35+00', NULL);
INSERT INTO public.deadline VALUES (73, 'T00001000', 13, 'update', '30m before', '1.1', '2026-11-23 13:02:31+00', '2026-11-23 13:32:31+00', NULL);
INSERT INTO public.deadline VALUES (74, 'T00001000', 13, 'update', 'due', '1.1', '2026-11-23 13:32:31+00', '2026-11-23 13:32:31+00', NULL);
INSERT INTO public.deadline VALUES (75, 'T00001000', 13, 'resolve', '75%', '1.1', '2026-11-24 09:02:31+00', '2026-11-24 11:32:31+00', NULL);
INSERT INTO public.deadline VALUES (76, 'T00001000', 13, 'resolve', 'due', '1.1', '2026-11-24 11:32:31+00', '2026-11-24 11:32:31+00', NULL);
INSERT INTO public.deadline VALUES (77, 'T00001000', 14, 'update', '30m before', '1.1', '2026-11-23 13:03:03+00', '2026-11-23 13:33:03+00', NULL);
INSERT INTO public.deadline VALUES (78, 'T00001000', 14, 'update', 'due', '1.1', '2026-11-23 13:33:03+00', '2026-11-23 13:33:03+00', NULL);
INSERT INTO public.deadline VALUES (79, 'T00001000', 14, 'resolve', '75%', '1.1', '2026-11-24 09:03:03+00', '2026-11-24 11:33:03+00', NULL);
INSERT INTO public.deadline VALUES (80, 'T00001000', 14, 'resolve', 'due', '1.1', '2026-11-24 11:33:03+00', '2026-11-24 11:33:03+00', NULL);
INSERT INTO public.deadline VALUES (83, 'T00001000', 16, 'resolve', '75%', '1.1', '2026-11-24 09:03:29+00', '2026-11-24 11:33:29+00', NULL);
INSERT INTO public.deadline VALUES (84, 'T00001000', 16, 'resolve', 'due', '1.1', '2026-11-24 11:33:29+00', '2026-11-24 11:33:29+00', NULL);
INSERT INTO public.deadline VALUES (85, 'T00001000', 16, 'update', '30m before', '2.1', '2026-11-23 13:03:43+00', '2026-11-23 13:33:43+00', NULL);
INSERT INTO public.deadline VALUES (86, 'T00001000', 16, 'update', 'due', '2.1', '2026-11-23 13:33:43+00', '2026-11-23 13:33:43+00', NULL);
INSERT INTO public.deadline VALUES (36, 'T00001000', 3, 'update', '5m before', '2.1', '2026-11-23 09:55:10+00', '2026-11-23 10:00:10+00', '2026-11-23 09:55:10+00');
INSERT INTO public.deadline VALUES (37, 'T00001000', 3, 'update', 'due', '2.1', '2026-11-23 10:00:10+00', '2026-11-23 10:00:10+00', '2026-11-23 10:00:10+00');
INSERT INTO public.deadline VALUES (91, 'T00001000', 17, 'update', '15m after', '1.1', '2026-11-23 10:55:00+00', '2026-11-23 10:40:00+00', NULL);
INSERT INTO public.deadline VALUES (93, 'T00001000', 17, 'resolve', '75%', '1.1', '2026-11-23 13:10:00+00', '2026-11-23 14:10:00+00', NULL);
INSERT INTO public.deadline VALUES (94, 'T00001000', 17, 'resolve', 'due', '1.1', '2026-11-23 14:10:00+00', '2026-11-23 14:10:00+00', NULL);
INSERT INTO public.deadline VALUES (101, 'T00001000', 18, 'resolve', '75%', '1.1', '2026-11-23 13:10:14+00', '2026-11-23 14:10:14+00', NULL);
INSERT INTO public.deadline VALUES (102, 'T00001000', 18, 'resolve', 'due', '1.1', '2026-11-23 14:10:14+00', '2026-11-23 14:10:14+00', NULL);
INSERT INTO public.deadline VALUES (87, 'T00001000', 17, 'respond', '5m before', '1.1', '2026-11-23 10:15:00+00', '2026-11-23 10:20:00+00', '2026-11-23 10:15:00+00');
INSERT INTO public.deadline VALUES (38, 'T00001000', 3, 'update', '15m after', '2.1', '2026-11-23 10:15:10+00', '2026-11-23 10:00:10+00', '2026-11-23 10:15:10+00');
INSERT INTO public.deadline VALUES (88, 'T00001000', 17, 'respond', 'due', '1.1', '2026-11-23 10:20:00+00', '2026-11-23 10:20:00+00', '2026-11-23 10:20:00+00');
INSERT INTO public.deadline VALUES (92, 'T00001000', 17, 'escalate', 'due', '1.1', '2026-11-23 10:25:00+00', '2026-11-23 10:25:00+00', '2026-11-23 10:25:00+00');
INSERT INTO public.deadline VALUES (89, 'T00001000', 17, 'update', '5m before', '1.1', '2026-11-23 10:35:00+00', '2026-11-23 10:40:00+00', '2026-11-23 10:35:00+00');
INSERT INTO public.deadline VALUES (103, 'T00001000', 17, 'escalation ladder', 'step 2', '2026-11-23 10:25:00+00:00', '2026-11-23 10:35:00+00', '2026-11-23 10:35:00+00', '2026-11-23 10:35:00+00');
INSERT INTO public.deadline VALUES (104, 'T00001000', 17, 'escalation ladder', 'step 3', '2026-11-23 10:35:00+00:00', '2026-11-23 10:50:00+00', '2026-11-23 10:50:00+00', NULL);
INSERT INTO public.deadline VALUES (97, 'T00001000', 18, 'update', '5m before', '1.1', '2026-11-23 10:35:14+00', '2026-11-23 10:40:14+00', '2026-11-23 10:35:14+00');
INSERT INTO public.deadline VALUES (98, 'T00001000', 18, 'update', 'due', '1.1', '2026-11-23 11:07:01+00', '2026-11-23 10:40:14+00', NULL);
INSERT INTO public.deadline VALUES (99, 'T00001000', 18, 'update', '15m after', '1.1', '2026-11-23 11:07:01+00', '2026-11-23 10:40:14+00', NULL);
INSERT INTO public.deadline VALUES (105, 'T00001000', 18, 'update', 'snoozed', '1 2026-11-23T11:07:01+00:00', '2026-11-23 11:07:01+00', '2026-11-23 10:40:14+00', NULL);
INSERT INTO public.deadline VALUES (90, 'T00001000', 17, 'update', 'due', '1.1', '2026-11-23 10:40:00+00', '2026-11-23 10:40:00+00', '2026-11-23 10:40:00+00');
INSERT INTO public.deadline VALUES (106, 'T00001000', 6, 'update', '30m before', '2.1', '2026-11-23 14:10:08+00', '2026-11-23 14:40:08+00', NULL);
INSERT INTO public.deadline VALUES (107, 'T00001000', 6, 'update', 'due', '2.1', '2026-11-23 14:40:08+00', '2026-11-23 14:40:08+00', NULL);
INSERT INTO public.deadline VALUES (108, 'T00001000', 7, 'update', '30m before', '2.1', '2026-11-23 14:10:11+00', '2026-11-23 14:40:11+00', NULL);
INSERT INTO public.deadline VALUES (109, 'T00001000', 7, 'update', 'due', '2.1', '2026-11-23 14:40:11+00', '2026-11-23 14:40:11+00', NULL);
INSERT INTO public.deadline VALUES (110, 'T00001000', 8, 'update', '30m before', '2.1', '2026-11-23 14:10:16+00', '2026-11-23 14:40:16+00', NULL);
INSERT INTO public.deadline VALUES (111, 'T00001000', 8, 'update', 'due', '2.1', '2026-11-23 14:40:16+00', '2026-11-23 14:40:16+00', NULL);
INSERT INTO public.deadline VALUES (112, 'T00001000', 19, 'update', '30m before', '1.1', '2026-11-23 14:10:18+00', '2026-11-23 14:40:18+00', NULL);
INSERT INTO public.deadline VALUES (113, 'T00001000', 19, 'update', 'due', '1.1', '2026-11-23 14:40:18+00', '2026-11-23 14:40:18+00', NULL);
INSERT INTO public.deadline VALUES (114, 'T00001000', 19, 'resolve', '75%', '1.1', '2026-11-24 10:10:18+00', '2026-11-24 12:40:18+00', NULL);
INSERT INTO public.deadline VALUES (115, 'T00001000', 19, 'resolve', 'due', '1.1', '2026-11-24 12:40:18+00', '2026-11-24 12:40:18+00', NULL);
INSERT INTO public.deadline VALUES (116, 'T00001000', 20, 'update', '30m before', '1.1', '2026-11-23 14:10:21+00', '2026-11-23 14:40:21+00', NULL);
INSERT INTO public.deadline VALUES (117, 'T00001000', 20, 'update', 'due', '1.1', '2026-11-23 14:40:21+00', '2026-11-23 14:40:21+00', NULL);
INSERT INTO public.deadline VALUES (118, 'T00001000', 20, 'resolve', '75%', '1.1', '2026-11-24 10:10:21+00', '2026-11-24 12:40:21+00', NULL);
INSERT INTO public.deadline VALUES (119, 'T00001000', 20, 'resolve', 'due', '1.1', '2026-11-24 12:40:21+00', '2026-11-24 12:40:21+00', NULL);
INSERT INTO public.incident VALUES (1, 'T00001000', 1, 'INC-1', 'form:e52022745fad44c48086dd29cb1f5907', 21, 'standard', 'public', 'sev1', 'incident', 'closed', 'closed', 'Checkout is down', '', 'We have failed over to the second gateway.', 'The gateway is back, and the queue is empty.', 'resolved', '', 'U00001001', '', '["incidents"]', '2026-11-20 13:00:00+00', '2026-11-20 13:04:01+00', '2026-11-20 13:50:01+00', NULL, '2026-11-20 17:30:00+00', '2026-11-20 17:30:07+00', '2026-11-20 17:30:07+00', 0, NULL);
INSERT INTO public.incident VALUES (20, 'T00001000', 20, 'INC-20', 'trigger:76.601844.a00001009u00001001', 1, 'standard', 'public', 'sev3', 'incident', 'declared', 'active', 'Mail is late', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 10:40:21+00', NULL, NULL, NULL, NULL, NULL, '2026-11-23 10:40:21+00', 0, NULL);
INSERT INTO public.incident VALUES (12, 'T00001000', 12, 'INC-12', 'form:fcf879f465b2418eab1108db481cd8e2', 3, 'standard', 'public', 'sev3', 'incident', 'declared', 'active', 'Reports are wrong', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:32:05+00', NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:32:25+00', 0, NULL);
INSERT INTO public.incident VALUES (4, 'T00001000', 4, 'INC-4', 'form:69a038137ef74defb53cf698229e042a', 5, 'standard', 'private', 'sev3', 'incident', 'declared', 'active', 'A key has leaked', 'One key, of one customer', '', '', '', '', 'U00001001', '', '[]', '2026-11-20 13:04:37+00', NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:04:37+00', 0, NULL);
INSERT INTO public.incident VALUES (2, 'T00001000', 2, 'INC-2', 'form:382c3c0325494c35b7e2c2ea0c7a94cd', 6, 'standard', 'public', 'sev3', 'incident', 'closed', 'closed', 'Exports take hours', '', 'The slow query is found.', 'It has an index.', 'resolved', '', 'U00001001', '', '["incidents"]', '2026-11-20 13:00:14+00', '2026-11-23 08:50:01+00', '2026-11-23 08:50:01+00', NULL, '2026-11-23 09:30:00+00', '2026-11-23 09:30:05+00', '2026-11-23 09:30:05+00', 0, NULL);
INSERT INTO public.incident VALUES (5, 'T00001000', 5, 'INC-5', 'form:2e37fb9c2782402e9d588e1f93fa1c6f', 2, 'standard', 'public', 'sev3', 'incident', 'investigating', 'active', 'Status is investigating', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:30:15+00', '2026-11-23 09:30:24+00', NULL, NULL, NULL, NULL, '2026-11-23 09:30:24+00', 0, NULL);
INSERT INTO public.incident VALUES (9, 'T00001000', 9, 'INC-9', 'form:77ebec7cf47a41bf8c1110faf219f8fb', 2, 'standard', 'public', 'sev3', 'incident', 'paused', 'paused', 'Status is paused', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:31:12+00', '2026-11-23 09:31:23+00', NULL, NULL, NULL, NULL, '2026-11-23 09:31:23+00', 0, NULL);
INSERT INTO public.incident VALUES (13, 'T00001000', 13, 'INC-13', 'form:227b406b9cbb495da389d7264bdcaa37', 4, 'standard', 'public', 'sev3', 'incident', 'acknowledged', 'active', 'Card payments fail', 'One in ten fails', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:32:31+00', '2026-11-23 09:32:56+00', NULL, NULL, NULL, NULL, '2026-11-23 09:32:56+00', 0, NULL);
INSERT INTO public.incident VALUES (10, 'T00001000', 10, 'INC-10', 'form:6ef83d858e22482f849ac98ad87f48d3', 2, 'standard', 'public', 'sev3', 'incident', 'cancelled', 'cancelled', 'A false alarm', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:31:28+00', '2026-11-23 09:31:41+00', NULL, NULL, NULL, '2026-11-23 09:31:41+00', '2026-11-23 09:31:41+00', 0, NULL);
INSERT INTO public.incident VALUES (11, 'T00001000', 11, 'INC-11', 'form:85978869f75a4715be832b61488f8500', 2, 'standard', 'public', 'sev3', 'incident', 'resolved', 'post_incident', 'Backups fail', '', '', 'The disk is larger.', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:31:48+00', '2026-11-23 09:32:00+00', NULL, NULL, '2026-11-23 09:32:00+00', NULL, '2026-11-23 09:32:00+00', 0, NULL);
INSERT INTO public.incident VALUES (14, 'T00001000', 14, 'INC-14', 'form:5d6d958daecb43ad96ebaf3e36381eb8', 1, 'test', 'public', 'sev3', 'incident', 'declared', 'active', 'What if the region is gone', '', '', '', '', '', 'U00001001', '', '[]', '2026-11-23 09:33:03+00', NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:33:03+00', 0, NULL);
INSERT INTO public.incident VALUES (15, 'T00001000', 15, 'INC-15', 'form:31d47c168443474aaabfb1e94bb5722a', 1, 'retrospective', 'public', 'sev3', 'incident', 'declared', 'active', 'Last week''s outage', '', '', '', '', '', 'U00001001', '', '[]', '2026-11-23 09:33:16+00', NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:33:16+00', 0, NULL);
INSERT INTO public.incident VALUES (16, 'T00001000', 16, 'INC-16', 'form:1764819b29b3434d987e2c2b4aef86e9', 3, 'standard', 'public', 'sev3', 'incident', 'acknowledged', 'active', 'Nobody wants this room', '', 'Nobody hears this', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:33:29+00', '2026-11-23 09:33:43+00', '2026-11-23 09:33:43+00', NULL, NULL, NULL, '2026-11-23 09:33:47+00', 0, NULL);
INSERT INTO public.incident VALUES (18, 'T00001000', 18, 'INC-18', 'form:20d3020d44bb48948d108d714fa3ba3d', 4, 'standard', 'public', 'sev1', 'incident', 'acknowledged', 'active', 'Search finds nothing', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 10:10:14+00', '2026-11-23 10:10:27+00', NULL, NULL, NULL, NULL, '2026-11-23 10:37:01+00', 0, NULL);
INSERT INTO public.incident VALUES (3, 'T00001000', 3, 'INC-3', 'form:7bc721b850af4fcea639f6db2cea153f', 8, 'standard', 'public', 'sev1', 'incident', 'acknowledged', 'active', 'Logins fail', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-20 13:00:26+00', '2026-11-20 13:04:29+00', NULL, NULL, NULL, NULL, '2026-11-23 10:15:10+00', 0, NULL);
INSERT INTO public.incident VALUES (17, 'T00001000', 17, 'INC-17', 'form:0c125f5f202847cdae0fbc3747a4147a', 6, 'standard', 'public', 'sev1', 'incident', 'declared', 'active', 'Nothing answers', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 10:10:00+00', NULL, NULL, NULL, NULL, NULL, '2026-11-23 10:40:00+00', 2, '2026-11-23 10:35:00+00');
INSERT INTO public.incident VALUES (6, 'T00001000', 6, 'INC-6', 'form:a2a6a1eb3c014194aa42a928fe3d7f5d', 3, 'standard', 'public', 'sev3', 'incident', 'identified', 'active', 'Status is identified', '', 'The last word on identified', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:30:28+00', '2026-11-23 09:30:35+00', '2026-11-23 10:40:08+00', NULL, NULL, NULL, '2026-11-23 10:40:08+00', 0, NULL);
INSERT INTO public.incident VALUES (7, 'T00001000', 7, 'INC-7', 'form:1e7d85343bd44e18b0250d7b2bd4f775', 3, 'standard', 'public', 'sev3', 'incident', 'mitigated', 'active', 'Status is mitigated', '', 'The last word on mitigated', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:30:39+00', '2026-11-23 09:30:49+00', '2026-11-23 10:40:11+00', NULL, NULL, NULL, '2026-11-23 10:40:11+00', 0, NULL);
INSERT INTO public.incident VALUES (8, 'T00001000', 8, 'INC-8', 'form:e49db55c373143a9acd6ac9212caaab6', 3, 'standard', 'public', 'sev3', 'incident', 'monitoring', 'active', 'Status is monitoring', '', 'The last word on monitoring', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 09:30:55+00', '2026-11-23 09:31:07+00', '2026-11-23 10:40:16+00', NULL, NULL, NULL, '2026-11-23 10:40:16+00', 0, NULL);
INSERT INTO public.incident VALUES (19, 'T00001000', 19, 'INC-19', 'trigger:75.593925.a00001009u00001001', 1, 'standard', 'public', 'sev3', 'incident', 'declared', 'active', 'Search is slow', '', '', '', '', '', 'U00001001', '', '["incidents"]', '2026-11-23 10:40:18+00', NULL, NULL, NULL, NULL, NULL, '2026-11-23 10:40:18+00', 0, NULL);
INSERT INTO public.milestone_reached VALUES (1, 1, 'declared', 'active', '2026-11-20 13:00:00+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (2, 2, 'declared', 'active', '2026-11-20 13:00:14+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (3, 3, 'declared', 'active', '2026-11-20 13:00:26+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (4, 1, 'acknowledged', 'active', '2026-11-20 13:04:01+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (5, 3, 'acknowledged', 'active', '2026-11-20 13:04:29+00', 'U00001003');
INSERT INTO public.milestone_reached VALUES (6, 4, 'declared', 'active', '2026-11-20 13:04:37+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (7, 3, 'resolved', 'post_incident', '2026-11-20 13:12:30+00', 'U00001003');
INSERT INTO public.milestone_reached VALUES (8, 3, 'closed', 'closed', '2026-11-20 13:12:38+00', 'U00001003');
INSERT INTO public.milestone_reached VALUES (9, 1, 'resolved', 'post_incident', '2026-11-20 17:30:00+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (10, 1, 'closed', 'closed', '2026-11-20 17:30:07+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (11, 2, 'acknowledged', 'active', '2026-11-23 08:50:01+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (12, 2, 'resolved', 'post_incident', '2026-11-23 09:30:00+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (13, 2, 'closed', 'closed', '2026-11-23 09:30:05+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (14, 3, 'acknowledged', 'active', '2026-11-23 09:30:10+00', 'U00001003');
INSERT INTO public.milestone_reached VALUES (15, 5, 'declared', 'active', '2026-11-23 09:30:15+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (16, 5, 'acknowledged', 'active', '2026-11-23 09:30:24+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (17, 5, 'investigating', 'active', '2026-11-23 09:30:24+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (18, 6, 'declared', 'active', '2026-11-23 09:30:28+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (19, 6, 'acknowledged', 'active', '2026-11-23 09:30:35+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (20, 6, 'identified', 'active', '2026-11-23 09:30:35+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (21, 7, 'declared', 'active', '2026-11-23 09:30:39+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (22, 7, 'acknowledged', 'active', '2026-11-23 09:30:49+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (23, 7, 'mitigated', 'active', '2026-11-23 09:30:49+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (24, 8, 'declared', 'active', '2026-11-23 09:30:55+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (25, 8, 'acknowledged', 'active', '2026-11-23 09:31:07+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (26, 8, 'monitoring', 'active', '2026-11-23 09:31:07+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (27, 9, 'declared', 'active', '2026-11-23 09:31:12+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (28, 9, 'acknowledged', 'active', '2026-11-23 09:31:23+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (29, 9, 'paused', 'paused', '2026-11-23 09:31:23+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (30, 10, 'declared', 'active', '2026-11-23 09:31:28+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (31, 10, 'acknowledged', 'active', '2026-11-23 09:31:41+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (32, 10, 'cancelled', 'cancelled', '2026-11-23 09:31:41+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (33, 11, 'declared', 'active', '2026-11-23 09:31:48+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (34, 11, 'acknowledged', 'active', '2026-11-23 09:32:00+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (35, 11, 'resolved', 'post_incident', '2026-11-23 09:32:00+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (36, 12, 'declared', 'active', '2026-11-23 09:32:05+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (37, 13, 'declared', 'active', '2026-11-23 09:32:31+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (38, 13, 'acknowledged', 'active', '2026-11-23 09:32:56+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (39, 14, 'declared', 'active', '2026-11-23 09:33:03+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (40, 15, 'declared', 'active', '2026-11-23 09:33:16+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (41, 16, 'declared', 'active', '2026-11-23 09:33:29+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (42, 16, 'acknowledged', 'active', '2026-11-23 09:33:43+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (43, 17, 'declared', 'active', '2026-11-23 10:10:00+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (44, 18, 'declared', 'active', '2026-11-23 10:10:14+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (45, 18, 'acknowledged', 'active', '2026-11-23 10:10:27+00', 'U00001002');
INSERT INTO public.milestone_reached VALUES (46, 19, 'declared', 'active', '2026-11-23 10:40:18+00', 'U00001001');
INSERT INTO public.milestone_reached VALUES (47, 20, 'declared', 'active', '2026-11-23 10:40:21+00', 'U00001001');
INSERT INTO public.outbox VALUES (1, 'T00001000', 1, 1, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795179610.000000', '', '2026-11-20 13:00:00+00', '2026-11-20 13:00:10+00');
INSERT INTO public.outbox VALUES (3, 'T00001000', 1, 2, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795179611.000000', '', '2026-11-20 13:00:00+00', '2026-11-20 13:00:11+00');
INSERT INTO public.outbox VALUES (2, 'T00001000', 1, 2, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795179612.000000', '', '2026-11-20 13:00:00+00', '2026-11-20 13:00:12+00');
INSERT INTO public.outbox VALUES (4, 'T00001000', 2, 3, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795179622.000000', '', '2026-11-20 13:00:14+00', '2026-11-20 13:00:22+00');
INSERT INTO public.outbox VALUES (6, 'T00001000', 2, 4, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795179623.000000', '', '2026-11-20 13:00:14+00', '2026-11-20 13:00:23+00');
INSERT INTO public.outbox VALUES (5, 'T00001000', 2, 4, 'room', 'delivered', 1, NULL, NULL, 'C0000101T', '1795179623.000001', '', '2026-11-20 13:00:14+00', '2026-11-20 13:00:23+00');
INSERT INTO public.outbox VALUES (7, 'T00001000', 3, 5, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795179635.000000', '', '2026-11-20 13:00:26+00', '2026-11-20 13:00:35+00');
INSERT INTO public.outbox VALUES (9, 'T00001000', 3, 6, 'person:U00001003', 'delivered', 1, NULL, NULL, 'D00001037', '1795179636.000000', '', '2026-11-20 13:00:26+00', '2026-11-20 13:00:36+00');
INSERT INTO public.outbox VALUES (8, 'T00001000', 3, 6, 'room', 'delivered', 1, NULL, NULL, 'C0000102S', '1795179637.000000', '', '2026-11-20 13:00:26+00', '2026-11-20 13:00:37+00');
INSERT INTO public.outbox VALUES (10, 'T00001000', 1, 7, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795179848.000000', '', '2026-11-20 13:04:01+00', '2026-11-20 13:04:08+00');
INSERT INTO public.outbox VALUES (12, 'T00001000', 1, 9, 'person:U00001004', 'delivered', 1, NULL, NULL, 'D0000103Y', '1795179863.000000', '', '2026-11-20 13:04:17+00', '2026-11-20 13:04:23+00');
INSERT INTO public.outbox VALUES (11, 'T00001000', 1, 9, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795179864.000000', '', '2026-11-20 13:04:17+00', '2026-11-20 13:04:24+00');
INSERT INTO public.outbox VALUES (13, 'T00001000', 3, 10, 'room', 'delivered', 1, NULL, NULL, 'C0000102S', '1795179874.000000', '', '2026-11-20 13:04:29+00', '2026-11-20 13:04:34+00');
INSERT INTO public.outbox VALUES (14, 'T00001000', 4, 11, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795179886.000000', '', '2026-11-20 13:04:37+00', '2026-11-20 13:04:46+00');
INSERT INTO public.outbox VALUES (16, 'T00001000', 4, 12, 'person:U00001004', 'delivered', 1, NULL, NULL, 'D0000103Y', '1795179887.000000', '', '2026-11-20 13:04:37+00', '2026-11-20 13:04:48+00');
INSERT INTO public.outbox VALUES (15, 'T00001000', 4, 12, 'room', 'delivered', 1, NULL, NULL, 'C0000104T', '1795179889.000000', '', '2026-11-20 13:04:37+00', '2026-11-20 13:04:49+00');
INSERT INTO public.outbox VALUES (17, 'T00001000', 4, 14, 'room', 'delivered', 1, NULL, NULL, 'C0000104T', '1795179906.000000', '', '2026-11-20 13:05:00+00', '2026-11-20 13:05:06+00');
INSERT INTO public.outbox VALUES (18, 'T00001000', 1, 15, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795180328.000000', '', '2026-11-20 13:12:01+00', '2026-11-20 13:12:08+00');
INSERT INTO public.outbox VALUES (19, 'T00001000', 1, 15, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795180329.000000', '', '2026-11-20 13:12:01+00', '2026-11-20 13:12:09+00');
INSERT INTO public.outbox VALUES (20, 'T00001000', 1, 16, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795180338.000000', '', '2026-11-20 13:12:13+00', '2026-11-20 13:12:18+00');
INSERT INTO public.outbox VALUES (21, 'T00001000', 1, 16, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795180338.000001', '', '2026-11-20 13:12:13+00', '2026-11-20 13:12:18+00');
INSERT INTO public.outbox VALUES (22, 'T00001000', 1, 17, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795180347.000000', '', '2026-11-20 13:12:21+00', '2026-11-20 13:12:27+00');
INSERT INTO public.outbox VALUES (23, 'T00001000', 1, 17, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795180348.000000', '', '2026-11-20 13:12:21+00', '2026-11-20 13:12:28+00');
INSERT INTO public.outbox VALUES (24, 'T00001000', 3, 18, 'room', 'delivered', 1, NULL, NULL, 'C0000102S', '1795180355.000000', '', '2026-11-20 13:12:30+00', '2026-11-20 13:12:35+00');
INSERT INTO public.outbox VALUES (25, 'T00001000', 3, 18, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795180355.000001', '', '2026-11-20 13:12:30+00', '2026-11-20 13:12:36+00');
INSERT INTO public.outbox VALUES (26, 'T00001000', 3, 19, 'room', 'delivered', 1, NULL, NULL, 'C0000102S', '1795180362.000000', '', '2026-11-20 13:12:38+00', '2026-11-20 13:12:42+00');
INSERT INTO public.outbox VALUES (27, 'T00001000', 3, 19, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795180362.000001', '', '2026-11-20 13:12:38+00', '2026-11-20 13:12:42+00');
INSERT INTO public.outbox VALUES (28, 'T00001000', 1, 20, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795181826.000000', '', '2026-11-20 13:37:01+00', '2026-11-20 13:37:06+00');
INSERT INTO public.outbox VALUES (29, 'T00001000', 1, 21, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795182125.000000', '', '2026-11-20 13:42:01+00', '2026-11-20 13:42:05+00');
INSERT INTO public.outbox VALUES (30, 'T00001000', 1, 22, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795182605.000000', '', '2026-11-20 13:50:01+00', '2026-11-20 13:50:05+00');
INSERT INTO public.outbox VALUES (31, 'T00001000', 1, 22, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795182605.000001', '', '2026-11-20 13:50:01+00', '2026-11-20 13:50:06+00');
INSERT INTO public.outbox VALUES (32, 'T00001000', 1, 23, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795182611.000003', '', '2026-11-20 13:50:07+00', '2026-11-20 13:50:11+00');
INSERT INTO public.outbox VALUES (33, 'T00001000', 1, 27, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795184105.000000', '', '2026-11-20 14:15:01+00', '2026-11-20 14:15:05+00');
INSERT INTO public.outbox VALUES (34, 'T00001000', 1, 28, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795184406.000000', '', '2026-11-20 14:20:01+00', '2026-11-20 14:20:06+00');
INSERT INTO public.outbox VALUES (35, 'T00001000', 1, 29, 'person:U00001004', 'delivered', 1, NULL, NULL, 'D0000103Y', '1795185305.000000', '', '2026-11-20 14:35:01+00', '2026-11-20 14:35:05+00');
INSERT INTO public.outbox VALUES (36, 'T00001000', 1, 30, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795190404.000000', '', '2026-11-20 16:00:00+00', '2026-11-20 16:00:04+00');
INSERT INTO public.outbox VALUES (37, 'T00001000', 1, 31, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795194003.000000', '', '2026-11-20 17:00:00+00', '2026-11-20 17:00:04+00');
INSERT INTO public.outbox VALUES (38, 'T00001000', 1, 32, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795195805.000000', '', '2026-11-20 17:30:00+00', '2026-11-20 17:30:05+00');
INSERT INTO public.outbox VALUES (39, 'T00001000', 1, 32, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795195805.000001', '', '2026-11-20 17:30:00+00', '2026-11-20 17:30:05+00');
INSERT INTO public.outbox VALUES (40, 'T00001000', 1, 33, 'room', 'delivered', 1, NULL, NULL, 'C0000100S', '1795195811.000000', '', '2026-11-20 17:30:07+00', '2026-11-20 17:30:11+00');
INSERT INTO public.outbox VALUES (41, 'T00001000', 1, 33, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795195811.000001', '', '2026-11-20 17:30:07+00', '2026-11-20 17:30:11+00');
INSERT INTO public.outbox VALUES (42, 'T00001000', 2, 34, 'room', 'delivered', 1, NULL, NULL, 'C0000101T', '1795422617.000001', '', '2026-11-23 08:30:14+00', '2026-11-23 08:30:17+00');
INSERT INTO public.outbox VALUES (43, 'T00001000', 4, 35, 'room', 'delivered', 1, NULL, NULL, 'C0000104T', '1795422881.000000', '', '2026-11-23 08:34:37+00', '2026-11-23 08:34:41+00');
INSERT INTO public.outbox VALUES (44, 'T00001000', 2, 36, 'room', 'delivered', 1, NULL, NULL, 'C0000101T', '1795423805.000000', '', '2026-11-23 08:50:01+00', '2026-11-23 08:50:05+00');
INSERT INTO public.outbox VALUES (45, 'T00001000', 2, 36, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795423805.000001', '', '2026-11-23 08:50:01+00', '2026-11-23 08:50:05+00');
INSERT INTO public.outbox VALUES (46, 'T00001000', 4, 38, 'room', 'delivered', 1, NULL, NULL, 'C0000104T', '1795424680.000000', '', '2026-11-23 09:04:37+00', '2026-11-23 09:04:40+00');
INSERT INTO public.outbox VALUES (47, 'T00001000', 2, 39, 'room', 'delivered', 1, NULL, NULL, 'C0000101T', '1795426204.000000', '', '2026-11-23 09:30:00+00', '2026-11-23 09:30:04+00');
INSERT INTO public.outbox VALUES (48, 'T00001000', 2, 39, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795426204.000001', '', '2026-11-23 09:30:00+00', '2026-11-23 09:30:04+00');
INSERT INTO public.outbox VALUES (49, 'T00001000', 2, 40, 'room', 'delivered', 1, NULL, NULL, 'C0000101T', '1795426208.000005', '', '2026-11-23 09:30:05+00', '2026-11-23 09:30:08+00');
INSERT INTO public.outbox VALUES (50, 'T00001000', 2, 40, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795426209.000000', '', '2026-11-23 09:30:05+00', '2026-11-23 09:30:09+00');
INSERT INTO public.outbox VALUES (51, 'T00001000', 3, 41, 'room', 'delivered', 1, NULL, NULL, 'C0000102S', '1795426213.000005', '', '2026-11-23 09:30:10+00', '2026-11-23 09:30:14+00');
INSERT INTO public.outbox VALUES (52, 'T00001000', 3, 41, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795426214.000000', '', '2026-11-23 09:30:10+00', '2026-11-23 09:30:14+00');
INSERT INTO public.outbox VALUES (53, 'T00001000', 5, 42, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426221.000000', '', '2026-11-23 09:30:15+00', '2026-11-23 09:30:21+00');
INSERT INTO public.outbox VALUES (55, 'T00001000', 5, 43, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426221.000001', '', '2026-11-23 09:30:15+00', '2026-11-23 09:30:21+00');
INSERT INTO public.outbox VALUES (58, 'T00001000', 6, 46, 'room', 'delivered', 1, NULL, NULL, 'C000010E2', '1795426234.000000', '', '2026-11-23 09:30:28+00', '2026-11-23 09:30:34+00');
INSERT INTO public.outbox VALUES (54, 'T00001000', 5, 43, 'room', 'delivered', 1, NULL, NULL, 'C000010CR', '1795426222.000000', '', '2026-11-23 09:30:15+00', '2026-11-23 09:30:22+00');
INSERT INTO public.outbox VALUES (64, 'T00001000', 7, 50, 'room', 'delivered', 1, NULL, NULL, 'C000010FD', '1795426254.000000', '', '2026-11-23 09:30:49+00', '2026-11-23 09:30:54+00');
INSERT INTO public.outbox VALUES (68, 'T00001000', 8, 53, 'room', 'delivered', 1, NULL, NULL, 'C000010GO', '1795426271.000000', '', '2026-11-23 09:31:07+00', '2026-11-23 09:31:11+00');
INSERT INTO public.outbox VALUES (83, 'T00001000', 12, 63, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426332.000000', '', '2026-11-23 09:32:05+00', '2026-11-23 09:32:12+00');
INSERT INTO public.outbox VALUES (85, 'T00001000', 12, 64, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426333.000000', '', '2026-11-23 09:32:05+00', '2026-11-23 09:32:13+00');
INSERT INTO public.outbox VALUES (84, 'T00001000', 12, 64, 'room', 'delivered', 1, NULL, NULL, 'C000010LU', '1795426334.000000', '', '2026-11-23 09:32:05+00', '2026-11-23 09:32:14+00');
INSERT INTO public.outbox VALUES (87, 'T00001000', 12, 66, 'room', 'delivered', 1, NULL, NULL, 'C000010LU', '1795426349.000000', '', '2026-11-23 09:32:25+00', '2026-11-23 09:32:30+00');
INSERT INTO public.outbox VALUES (96, 'T00001000', 15, 74, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426403.000000', '', '2026-11-23 09:33:16+00', '2026-11-23 09:33:23+00');
INSERT INTO public.outbox VALUES (98, 'T00001000', 15, 75, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426404.000000', '', '2026-11-23 09:33:16+00', '2026-11-23 09:33:24+00');
INSERT INTO public.outbox VALUES (97, 'T00001000', 15, 75, 'room', 'delivered', 1, NULL, NULL, 'C000010PU', '1795426405.000000', '', '2026-11-23 09:33:16+00', '2026-11-23 09:33:25+00');
INSERT INTO public.outbox VALUES (114, 'T00001000', 17, 87, 'room', 'delivered', 1, NULL, NULL, 'C000010SE', '1795428903.000000', '', '2026-11-23 10:15:00+00', '2026-11-23 10:15:03+00');
INSERT INTO public.outbox VALUES (122, 'T00001000', 18, 92, 'room', 'delivered', 1, NULL, NULL, 'C000010TD', '1795430117.000000', '', '2026-11-23 10:35:14+00', '2026-11-23 10:35:17+00');
INSERT INTO public.outbox VALUES (56, 'T00001000', 5, 44, 'room', 'delivered', 1, NULL, NULL, 'C000010CR', '1795426227.000000', '', '2026-11-23 09:30:24+00', '2026-11-23 09:30:27+00');
INSERT INTO public.outbox VALUES (57, 'T00001000', 6, 45, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426232.000001', '', '2026-11-23 09:30:28+00', '2026-11-23 09:30:32+00');
INSERT INTO public.outbox VALUES (59, 'T00001000', 6, 46, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426233.000000', '', '2026-11-23 09:30:28+00', '2026-11-23 09:30:33+00');
INSERT INTO public.outbox VALUES (86, 'T00001000', 12, 65, 'room', 'delivered', 1, NULL, NULL, 'C000010LU', '1795426343.000000', '', '2026-11-23 09:32:19+00', '2026-11-23 09:32:23+00');
INSERT INTO public.outbox VALUES (105, 'T00001000', 3, 80, 'room', 'delivered', 1, NULL, NULL, 'C0000102S', '1795427714.000000', '', '2026-11-23 09:55:10+00', '2026-11-23 09:55:14+00');
INSERT INTO public.outbox VALUES (110, 'T00001000', 18, 84, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795428621.000000', '', '2026-11-23 10:10:14+00', '2026-11-23 10:10:21+00');
INSERT INTO public.outbox VALUES (112, 'T00001000', 18, 85, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795428622.000000', '', '2026-11-23 10:10:14+00', '2026-11-23 10:10:22+00');
INSERT INTO public.outbox VALUES (111, 'T00001000', 18, 85, 'room', 'delivered', 1, NULL, NULL, 'C000010TD', '1795428622.000001', '', '2026-11-23 10:10:14+00', '2026-11-23 10:10:22+00');
INSERT INTO public.outbox VALUES (113, 'T00001000', 18, 86, 'room', 'delivered', 1, NULL, NULL, 'C000010TD', '1795428631.000000', '', '2026-11-23 10:10:27+00', '2026-11-23 10:10:31+00');
INSERT INTO public.outbox VALUES (121, 'T00001000', 17, 91, 'person:U00001004', 'delivered', 1, NULL, NULL, 'D0000103Y', '1795430105.000000', '', '2026-11-23 10:35:00+00', '2026-11-23 10:35:05+00');
INSERT INTO public.outbox VALUES (120, 'T00001000', 17, 91, 'room', 'delivered', 1, NULL, NULL, 'C000010SE', '1795430105.000001', '', '2026-11-23 10:35:00+00', '2026-11-23 10:35:05+00');
INSERT INTO public.outbox VALUES (60, 'T00001000', 6, 47, 'room', 'delivered', 1, NULL, NULL, 'C000010E2', '1795426238.000000', '', '2026-11-23 09:30:35+00', '2026-11-23 09:30:38+00');
INSERT INTO public.outbox VALUES (61, 'T00001000', 7, 48, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426245.000000', '', '2026-11-23 09:30:39+00', '2026-11-23 09:30:45+00');
INSERT INTO public.outbox VALUES (65, 'T00001000', 8, 51, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426262.000000', '', '2026-11-23 09:30:55+00', '2026-11-23 09:31:02+00');
INSERT INTO public.outbox VALUES (67, 'T00001000', 8, 52, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426263.000000', '', '2026-11-23 09:30:55+00', '2026-11-23 09:31:03+00');
INSERT INTO public.outbox VALUES (66, 'T00001000', 8, 52, 'room', 'delivered', 1, NULL, NULL, 'C000010GO', '1795426263.000001', '', '2026-11-23 09:30:55+00', '2026-11-23 09:31:03+00');
INSERT INTO public.outbox VALUES (73, 'T00001000', 10, 57, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426296.000000', '', '2026-11-23 09:31:28+00', '2026-11-23 09:31:36+00');
INSERT INTO public.outbox VALUES (75, 'T00001000', 10, 58, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426297.000000', '', '2026-11-23 09:31:28+00', '2026-11-23 09:31:37+00');
INSERT INTO public.outbox VALUES (74, 'T00001000', 10, 58, 'room', 'delivered', 1, NULL, NULL, 'C000010JA', '1795426298.000000', '', '2026-11-23 09:31:28+00', '2026-11-23 09:31:38+00');
INSERT INTO public.outbox VALUES (76, 'T00001000', 10, 59, 'room', 'delivered', 1, NULL, NULL, 'C000010JA', '1795426306.000000', '', '2026-11-23 09:31:41+00', '2026-11-23 09:31:46+00');
INSERT INTO public.outbox VALUES (77, 'T00001000', 10, 59, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795426306.000001', '', '2026-11-23 09:31:41+00', '2026-11-23 09:31:46+00');
INSERT INTO public.outbox VALUES (88, 'T00001000', 13, 67, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426360.000000', '', '2026-11-23 09:32:31+00', '2026-11-23 09:32:40+00');
INSERT INTO public.outbox VALUES (90, 'T00001000', 13, 68, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426361.000000', '', '2026-11-23 09:32:31+00', '2026-11-23 09:32:41+00');
INSERT INTO public.outbox VALUES (89, 'T00001000', 13, 68, 'room', 'delivered', 1, NULL, NULL, 'C000010MX', '1795426362.000000', '', '2026-11-23 09:32:31+00', '2026-11-23 09:32:42+00');
INSERT INTO public.outbox VALUES (92, 'T00001000', 13, 71, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426382.000000', '', '2026-11-23 09:32:56+00', '2026-11-23 09:33:02+00');
INSERT INTO public.outbox VALUES (91, 'T00001000', 13, 71, 'room', 'delivered', 1, NULL, NULL, 'C000010MX', '1795426382.000001', '', '2026-11-23 09:32:56+00', '2026-11-23 09:33:02+00');
INSERT INTO public.outbox VALUES (102, 'T00001000', 16, 78, 'room', 'pending', 1, NULL, NULL, '', '', '', '2026-11-23 09:33:43+00', NULL);
INSERT INTO public.outbox VALUES (103, 'T00001000', 16, 78, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795426427.000000', '', '2026-11-23 09:33:43+00', '2026-11-23 09:33:47+00');
INSERT INTO public.outbox VALUES (123, 'T00001000', 18, 93, 'room', 'delivered', 1, NULL, NULL, 'C000010TD', '1795430226.000000', '', '2026-11-23 10:37:01+00', '2026-11-23 10:37:06+00');
INSERT INTO public.outbox VALUES (132, 'T00001000', 20, 99, 'person:U00001001', 'pending', 0, NULL, NULL, '', '', '', '2026-11-23 10:40:21+00', NULL);
INSERT INTO public.outbox VALUES (63, 'T00001000', 7, 49, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426246.000000', '', '2026-11-23 09:30:39+00', '2026-11-23 09:30:46+00');
INSERT INTO public.outbox VALUES (62, 'T00001000', 7, 49, 'room', 'delivered', 1, NULL, NULL, 'C000010FD', '1795426246.000001', '', '2026-11-23 09:30:39+00', '2026-11-23 09:30:46+00');
INSERT INTO public.outbox VALUES (69, 'T00001000', 9, 54, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426279.000000', '', '2026-11-23 09:31:12+00', '2026-11-23 09:31:19+00');
INSERT INTO public.outbox VALUES (71, 'T00001000', 9, 55, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426279.000001', '', '2026-11-23 09:31:12+00', '2026-11-23 09:31:19+00');
INSERT INTO public.outbox VALUES (70, 'T00001000', 9, 55, 'room', 'delivered', 1, NULL, NULL, 'C000010HZ', '1795426280.000000', '', '2026-11-23 09:31:12+00', '2026-11-23 09:31:20+00');
INSERT INTO public.outbox VALUES (81, 'T00001000', 11, 62, 'room', 'delivered', 1, NULL, NULL, 'C000010KI', '1795426324.000000', '', '2026-11-23 09:32:00+00', '2026-11-23 09:32:04+00');
INSERT INTO public.outbox VALUES (82, 'T00001000', 11, 62, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795426324.000001', '', '2026-11-23 09:32:00+00', '2026-11-23 09:32:04+00');
INSERT INTO public.outbox VALUES (93, 'T00001000', 14, 72, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426390.000000', '', '2026-11-23 09:33:03+00', '2026-11-23 09:33:10+00');
INSERT INTO public.outbox VALUES (95, 'T00001000', 14, 73, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426391.000000', '', '2026-11-23 09:33:03+00', '2026-11-23 09:33:11+00');
INSERT INTO public.outbox VALUES (94, 'T00001000', 14, 73, 'room', 'delivered', 1, NULL, NULL, 'C000010OX', '1795426392.000000', '', '2026-11-23 09:33:03+00', '2026-11-23 09:33:12+00');
INSERT INTO public.outbox VALUES (99, 'T00001000', 16, 76, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426417.000000', '', '2026-11-23 09:33:29+00', '2026-11-23 09:33:37+00');
INSERT INTO public.outbox VALUES (101, 'T00001000', 16, 77, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426418.000000', '', '2026-11-23 09:33:29+00', '2026-11-23 09:33:38+00');
INSERT INTO public.outbox VALUES (100, 'T00001000', 16, 77, 'room', 'delivered', 1, NULL, NULL, 'C000010QR', '1795426419.000000', '', '2026-11-23 09:33:29+00', '2026-11-23 09:33:39+00');
INSERT INTO public.outbox VALUES (104, 'T00001000', 16, 79, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426433.000000', '', '2026-11-23 09:33:47+00', '2026-11-23 09:33:53+00');
INSERT INTO public.outbox VALUES (107, 'T00001000', 17, 82, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795428608.000000', '', '2026-11-23 10:10:00+00', '2026-11-23 10:10:08+00');
INSERT INTO public.outbox VALUES (109, 'T00001000', 17, 83, 'person:U00001003', 'delivered', 1, NULL, NULL, 'D00001037', '1795428609.000000', '', '2026-11-23 10:10:00+00', '2026-11-23 10:10:09+00');
INSERT INTO public.outbox VALUES (108, 'T00001000', 17, 83, 'room', 'delivered', 1, NULL, NULL, 'C000010SE', '1795428610.000000', '', '2026-11-23 10:10:00+00', '2026-11-23 10:10:10+00');
INSERT INTO public.outbox VALUES (115, 'T00001000', 3, 88, 'person:U00001003', 'delivered', 1, NULL, NULL, 'D00001037', '1795428915.000000', '', '2026-11-23 10:15:10+00', '2026-11-23 10:15:15+00');
INSERT INTO public.outbox VALUES (116, 'T00001000', 3, 88, 'person:U00001004', 'delivered', 1, NULL, NULL, 'D0000103Y', '1795428915.000001', '', '2026-11-23 10:15:10+00', '2026-11-23 10:15:15+00');
INSERT INTO public.outbox VALUES (124, 'T00001000', 17, 94, 'room', 'delivered', 1, NULL, NULL, 'C000010SE', '1795430405.000000', '', '2026-11-23 10:40:00+00', '2026-11-23 10:40:05+00');
INSERT INTO public.outbox VALUES (131, 'T00001000', 19, 98, 'person:U00001001', 'pending', 0, NULL, NULL, '', '', '', '2026-11-23 10:40:18+00', NULL);
INSERT INTO public.outbox VALUES (129, 'T00001000', 8, 97, 'room', 'sending', 1, '2026-11-23 10:40:21+00', '2026-11-23 10:40:36+00', '', '', '', '2026-11-23 10:40:16+00', NULL);
INSERT INTO public.outbox VALUES (130, 'T00001000', 8, 97, 'announcement:incidents', 'sending', 1, '2026-11-23 10:40:21+00', '2026-11-23 10:40:36+00', '', '', '', '2026-11-23 10:40:16+00', NULL);
INSERT INTO public.outbox VALUES (126, 'T00001000', 6, 95, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795430414.000000', '', '2026-11-23 10:40:08+00', '2026-11-23 10:40:14+00');
INSERT INTO public.outbox VALUES (125, 'T00001000', 6, 95, 'room', 'sending', 1, '2026-11-23 10:40:12+00', '2026-11-23 10:40:45+00', '', '', '', '2026-11-23 10:40:08+00', NULL);
INSERT INTO public.outbox VALUES (72, 'T00001000', 9, 56, 'room', 'delivered', 1, NULL, NULL, 'C000010HZ', '1795426287.000000', '', '2026-11-23 09:31:23+00', '2026-11-23 09:31:27+00');
INSERT INTO public.outbox VALUES (78, 'T00001000', 11, 60, 'person:U00001001', 'delivered', 1, NULL, NULL, 'D00001014', '1795426314.000000', '', '2026-11-23 09:31:48+00', '2026-11-23 09:31:54+00');
INSERT INTO public.outbox VALUES (80, 'T00001000', 11, 61, 'person:U00001002', 'delivered', 1, NULL, NULL, 'D00001018', '1795426315.000000', '', '2026-11-23 09:31:48+00', '2026-11-23 09:31:55+00');
INSERT INTO public.outbox VALUES (79, 'T00001000', 11, 61, 'room', 'delivered', 1, NULL, NULL, 'C000010KI', '1795426316.000000', '', '2026-11-23 09:31:48+00', '2026-11-23 09:31:56+00');
INSERT INTO public.outbox VALUES (106, 'T00001000', 3, 81, 'room', 'delivered', 1, NULL, NULL, 'C0000102S', '1795428016.000000', '', '2026-11-23 10:00:10+00', '2026-11-23 10:00:16+00');
INSERT INTO public.outbox VALUES (117, 'T00001000', 17, 89, 'room', 'delivered', 1, NULL, NULL, 'C000010SE', '1795429204.000000', '', '2026-11-23 10:20:00+00', '2026-11-23 10:20:04+00');
INSERT INTO public.outbox VALUES (119, 'T00001000', 17, 90, 'person:U00001003', 'delivered', 1, NULL, NULL, 'D00001037', '1795429505.000000', '', '2026-11-23 10:25:00+00', '2026-11-23 10:25:05+00');
INSERT INTO public.outbox VALUES (118, 'T00001000', 17, 90, 'room', 'delivered', 1, NULL, NULL, 'C000010SE', '1795429505.000001', '', '2026-11-23 10:25:00+00', '2026-11-23 10:25:05+00');
INSERT INTO public.outbox VALUES (128, 'T00001000', 7, 96, 'announcement:incidents', 'delivered', 1, NULL, NULL, 'C00001006', '1795430419.000000', '', '2026-11-23 10:40:11+00', '2026-11-23 10:40:19+00');
INSERT INTO public.outbox VALUES (127, 'T00001000', 7, 96, 'room', 'sending', 2, '2026-11-23 10:40:35+00', '2026-11-23 10:40:45+00', '', '', '', '2026-11-23 10:40:11+00', NULL);
INSERT INTO public.person VALUES ('T00001000', 'U00001002', 'bob', 'America/New_York', false, false, '2026-11-23 09:32:19+00');
INSERT INTO public.person VALUES ('T00001000', 'U00001001', 'ana', 'Europe/Berlin', false, false, '2026-11-23 10:40:35+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:e52022745fad44c48086dd29cb1f5907', 'declare', 1, '2026-11-20 13:00:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000001', 'joined', 1, '2026-11-20 13:00:08+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000002', 'joined', 1, '2026-11-20 13:00:08+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:382c3c0325494c35b7e2c2ea0c7a94cd', 'declare', 2, '2026-11-20 13:00:14+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000003', 'joined', 2, '2026-11-20 13:00:20+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000004', 'joined', 2, '2026-11-20 13:00:20+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:7bc721b850af4fcea639f6db2cea153f', 'declare', 3, '2026-11-20 13:00:26+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000005', 'joined', 3, '2026-11-20 13:00:33+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000006', 'joined', 3, '2026-11-20 13:00:33+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:7.55433.a00001009u00001002', 'ack', 1, '2026-11-20 13:04:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:8.63352.a00001009u00001002', 'note', 1, '2026-11-20 13:04:10+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:9.71271.a00001009u00001002', 'assign', 1, '2026-11-20 13:04:17+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000007', 'joined', 1, '2026-11-20 13:04:23+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:10.79190.a00001009u00001003', 'ack', 3, '2026-11-20 13:04:29+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:69a038137ef74defb53cf698229e042a', 'declare', 4, '2026-11-20 13:04:37+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000008', 'joined', 4, '2026-11-20 13:04:44+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000009', 'joined', 4, '2026-11-20 13:04:45+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:13.102947.a00001009u00001004', 'summary', 4, '2026-11-20 13:04:55+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:14.110866.a00001009u00001004', 'invite', 4, '2026-11-20 13:05:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000010', 'joined', 4, '2026-11-20 13:05:06+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:15.118785.a00001009u00001002', 'update', 1, '2026-11-20 13:12:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:16.126704.a00001009u00001002', 'severity', 1, '2026-11-20 13:12:13+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:17.134623.a00001009u00001002', 'severity', 1, '2026-11-20 13:12:21+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:18.142542.a00001009u00001003', 'resolve', 3, '2026-11-20 13:12:30+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:19.150461.a00001009u00001003', 'close', 3, '2026-11-20 13:12:38+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:a30a3f1b922930e4', 'remind', 1, '2026-11-20 13:37:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:ef9e57dc34a78b78', 'remind', 1, '2026-11-20 13:42:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:20.158380.a00001009u00001002', 'update', 1, '2026-11-20 13:50:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:21.166299.a00001009u00001002', 'handback', 1, '2026-11-20 13:50:07+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000011', 'pinmessage', 1, '2026-11-20 13:50:13+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000012', 'pinmessage', 1, '2026-11-20 13:50:13+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000013', 'unpinmessage', 1, '2026-11-20 13:50:13+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:e07ab3e2cbe00f71', 'remind', 1, '2026-11-20 14:15:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:900ae9720703f730', 'remind', 1, '2026-11-20 14:20:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:5c5a9f8f7abcd67c', 'remind', 1, '2026-11-20 14:35:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:8f6b6c91a9d917ee', 'remind', 1, '2026-11-20 16:00:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:de663dcb4a15be9c', 'remind', 1, '2026-11-20 17:00:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:22.174218.a00001009u00001002', 'resolve', 1, '2026-11-20 17:30:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:23.182137.a00001009u00001002', 'close', 1, '2026-11-20 17:30:07+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:9934b1806d863763', 'remind', 2, '2026-11-23 08:30:14+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:c17d1688d33674ec', 'remind', 4, '2026-11-23 08:34:37+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:24.190056.a00001009u00001002', 'update', 2, '2026-11-23 08:50:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:25.197975.a00001009u00001002', 'rename', 2, '2026-11-23 08:50:07+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:984a06a754afef1f', 'remind', 4, '2026-11-23 09:04:37+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:26.205894.a00001009u00001002', 'resolve', 2, '2026-11-23 09:30:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:27.213813.a00001009u00001002', 'close', 2, '2026-11-23 09:30:05+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:28.221732.a00001009u00001003', 'reopen', 3, '2026-11-23 09:30:10+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:2e37fb9c2782402e9d588e1f93fa1c6f', 'declare', 5, '2026-11-23 09:30:15+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000014', 'joined', 5, '2026-11-23 09:30:19+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000015', 'joined', 5, '2026-11-23 09:30:19+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:31.245489.a00001009u00001002', 'status', 5, '2026-11-23 09:30:24+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:a2a6a1eb3c014194aa42a928fe3d7f5d', 'declare', 6, '2026-11-23 09:30:28+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000017', 'joined', 6, '2026-11-23 09:30:31+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000016', 'joined', 6, '2026-11-23 09:30:31+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:34.269246.a00001009u00001002', 'status', 6, '2026-11-23 09:30:35+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:1e7d85343bd44e18b0250d7b2bd4f775', 'declare', 7, '2026-11-23 09:30:39+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000018', 'joined', 7, '2026-11-23 09:30:43+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000019', 'joined', 7, '2026-11-23 09:30:43+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:37.293003.a00001009u00001002', 'status', 7, '2026-11-23 09:30:49+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:e49db55c373143a9acd6ac9212caaab6', 'declare', 8, '2026-11-23 09:30:55+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000021', 'joined', 8, '2026-11-23 09:30:59+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000020', 'joined', 8, '2026-11-23 09:30:59+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:40.316760.a00001009u00001002', 'status', 8, '2026-11-23 09:31:07+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:77ebec7cf47a41bf8c1110faf219f8fb', 'declare', 9, '2026-11-23 09:31:12+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000022', 'joined', 9, '2026-11-23 09:31:17+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000023', 'joined', 9, '2026-11-23 09:31:17+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:43.340517.a00001009u00001002', 'status', 9, '2026-11-23 09:31:23+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:6ef83d858e22482f849ac98ad87f48d3', 'declare', 10, '2026-11-23 09:31:28+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000025', 'joined', 10, '2026-11-23 09:31:33+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000024', 'joined', 10, '2026-11-23 09:31:34+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:46.364274.a00001009u00001002', 'status', 10, '2026-11-23 09:31:41+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:85978869f75a4715be832b61488f8500', 'declare', 11, '2026-11-23 09:31:48+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000026', 'joined', 11, '2026-11-23 09:31:52+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000027', 'joined', 11, '2026-11-23 09:31:52+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:49.388031.a00001009u00001002', 'resolve', 11, '2026-11-23 09:32:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:fcf879f465b2418eab1108db481cd8e2', 'declare', 12, '2026-11-23 09:32:05+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000028', 'joined', 12, '2026-11-23 09:32:09+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000029', 'joined', 12, '2026-11-23 09:32:09+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:52.411788.a00001009u00001002', 'pause', 12, '2026-11-23 09:32:19+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:53.419707.a00001009u00001002', 'due', 12, '2026-11-23 09:32:25+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:227b406b9cbb495da389d7264bdcaa37', 'declare', 13, '2026-11-23 09:32:31+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000030', 'joined', 13, '2026-11-23 09:32:37+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000031', 'joined', 13, '2026-11-23 09:32:37+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:56.443464.a00001009u00001002', 'rename', 13, '2026-11-23 09:32:46+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:57.451383.a00001009u00001002', 'summary', 13, '2026-11-23 09:32:52+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:58.459302.a00001009u00001002', 'claim', 13, '2026-11-23 09:32:56+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:5d6d958daecb43ad96ebaf3e36381eb8', 'declare', 14, '2026-11-23 09:33:03+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000032', 'joined', 14, '2026-11-23 09:33:08+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000033', 'joined', 14, '2026-11-23 09:33:08+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:31d47c168443474aaabfb1e94bb5722a', 'declare', 15, '2026-11-23 09:33:16+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000034', 'joined', 15, '2026-11-23 09:33:22+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000035', 'joined', 15, '2026-11-23 09:33:22+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:0cf757947ed30c81', 'remind', 3, '2026-11-23 10:00:10+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000041', 'joined', 18, '2026-11-23 10:10:19+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:a23ea8e23993d8da', 'remind', 17, '2026-11-23 10:20:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:d78d0771542a570b', 'remind', 17, '2026-11-23 10:25:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:73.578087.a00001009u00001002', 'update', 7, '2026-11-23 10:40:11+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:1764819b29b3434d987e2c2b4aef86e9', 'declare', 16, '2026-11-23 09:33:29+00');
INSERT INTO public.receipt VALUES ('T00001000', 'failure:room-16-is_archived', 'reportfailure', 16, '2026-11-23 09:33:47+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:0c125f5f202847cdae0fbc3747a4147a', 'declare', 17, '2026-11-23 10:10:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000038', 'joined', 17, '2026-11-23 10:10:05+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:44bb5e898321bce2', 'remind', 3, '2026-11-23 10:15:10+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:99eee70d166d8af6', 'remind', 17, '2026-11-23 10:40:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:72.570168.a00001009u00001002', 'update', 6, '2026-11-23 10:40:08+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:74.586006.a00001009u00001002', 'update', 8, '2026-11-23 10:40:16+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:75.593925.a00001009u00001001', 'declare', 19, '2026-11-23 10:40:18+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000037', 'joined', 16, '2026-11-23 09:33:35+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:65.514735.a00001009u00001002', 'update', 16, '2026-11-23 09:33:43+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000042', 'joined', 17, '2026-11-23 10:35:05+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:71.562249.a00001009u00001002', 'snooze', 18, '2026-11-23 10:37:01+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:76.601844.a00001009u00001001', 'declare', 20, '2026-11-23 10:40:21+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000036', 'joined', 16, '2026-11-23 09:33:35+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:8cacde74e64cf697', 'remind', 3, '2026-11-23 09:55:10+00');
INSERT INTO public.receipt VALUES ('T00001000', 'form:20d3020d44bb48948d108d714fa3ba3d', 'declare', 18, '2026-11-23 10:10:14+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000040', 'joined', 18, '2026-11-23 10:10:19+00');
INSERT INTO public.receipt VALUES ('T00001000', 'trigger:70.554330.a00001009u00001002', 'ack', 18, '2026-11-23 10:10:27+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:c6fb2f433a22c945', 'remind', 17, '2026-11-23 10:35:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'event:Ev000000039', 'joined', 17, '2026-11-23 10:10:05+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:9793c8d9cabd42db', 'remind', 17, '2026-11-23 10:15:00+00');
INSERT INTO public.receipt VALUES ('T00001000', 'remind:9ba7a7f993661df3', 'remind', 18, '2026-11-23 10:35:14+00');
INSERT INTO public.responder VALUES (1, 'T00001000', 1, 'U00001001', '2026-11-20 13:00:00+00', NULL, 'done', '', '2026-11-20 13:00:07.000001+00');
INSERT INTO public.responder VALUES (2, 'T00001000', 1, 'U00001002', '2026-11-20 13:00:00+00', NULL, 'done', '', '2026-11-20 13:00:07.000003+00');
INSERT INTO public.responder VALUES (29, 'T00001000', 14, 'U00001001', '2026-11-23 09:33:03+00', NULL, 'done', '', '2026-11-23 09:33:08.000001+00');
INSERT INTO public.responder VALUES (30, 'T00001000', 14, 'U00001002', '2026-11-23 09:33:03+00', NULL, 'done', '', '2026-11-23 09:33:08.000003+00');
INSERT INTO public.responder VALUES (3, 'T00001000', 2, 'U00001001', '2026-11-20 13:00:14+00', NULL, 'done', '', '2026-11-20 13:00:19.000001+00');
INSERT INTO public.responder VALUES (4, 'T00001000', 2, 'U00001002', '2026-11-20 13:00:14+00', NULL, 'done', '', '2026-11-20 13:00:19.000003+00');
INSERT INTO public.responder VALUES (5, 'T00001000', 3, 'U00001001', '2026-11-20 13:00:26+00', NULL, 'done', '', '2026-11-20 13:00:32.000001+00');
INSERT INTO public.responder VALUES (6, 'T00001000', 3, 'U00001003', '2026-11-20 13:00:26+00', NULL, 'done', '', '2026-11-20 13:00:32.000003+00');
INSERT INTO public.responder VALUES (7, 'T00001000', 1, 'U00001004', '2026-11-20 13:04:17+00', NULL, 'done', '', '2026-11-20 13:04:22.000001+00');
INSERT INTO public.responder VALUES (31, 'T00001000', 15, 'U00001001', '2026-11-23 09:33:16+00', NULL, 'done', '', '2026-11-23 09:33:21.000001+00');
INSERT INTO public.responder VALUES (8, 'T00001000', 4, 'U00001001', '2026-11-20 13:04:37+00', NULL, 'done', '', '2026-11-20 13:04:44.000001+00');
INSERT INTO public.responder VALUES (9, 'T00001000', 4, 'U00001004', '2026-11-20 13:04:37+00', NULL, 'done', '', '2026-11-20 13:04:44.000003+00');
INSERT INTO public.responder VALUES (32, 'T00001000', 15, 'U00001002', '2026-11-23 09:33:16+00', NULL, 'done', '', '2026-11-23 09:33:21.000003+00');
INSERT INTO public.responder VALUES (10, 'T00001000', 4, 'U00001003', '2026-11-20 13:05:00+00', NULL, 'done', '', '2026-11-20 13:05:05.000001+00');
INSERT INTO public.responder VALUES (11, 'T00001000', 5, 'U00001001', '2026-11-23 09:30:15+00', NULL, 'done', '', '2026-11-23 09:30:18.000001+00');
INSERT INTO public.responder VALUES (12, 'T00001000', 5, 'U00001002', '2026-11-23 09:30:15+00', NULL, 'done', '', '2026-11-23 09:30:18.000003+00');
INSERT INTO public.responder VALUES (14, 'T00001000', 6, 'U00001002', '2026-11-23 09:30:28+00', NULL, 'done', '', '2026-11-23 09:30:30.000003+00');
INSERT INTO public.responder VALUES (13, 'T00001000', 6, 'U00001001', '2026-11-23 09:30:28+00', NULL, 'done', '', '2026-11-23 09:30:30.000001+00');
INSERT INTO public.responder VALUES (34, 'T00001000', 16, 'U00001002', '2026-11-23 09:33:29+00', NULL, 'done', '', '2026-11-23 09:33:34.000003+00');
INSERT INTO public.responder VALUES (33, 'T00001000', 16, 'U00001001', '2026-11-23 09:33:29+00', NULL, 'done', '', '2026-11-23 09:33:34.000001+00');
INSERT INTO public.responder VALUES (15, 'T00001000', 7, 'U00001001', '2026-11-23 09:30:39+00', NULL, 'done', '', '2026-11-23 09:30:43.000001+00');
INSERT INTO public.responder VALUES (16, 'T00001000', 7, 'U00001002', '2026-11-23 09:30:39+00', NULL, 'done', '', '2026-11-23 09:30:43.000003+00');
INSERT INTO public.responder VALUES (18, 'T00001000', 8, 'U00001002', '2026-11-23 09:30:55+00', NULL, 'done', '', '2026-11-23 09:30:59.000003+00');
INSERT INTO public.responder VALUES (17, 'T00001000', 8, 'U00001001', '2026-11-23 09:30:55+00', NULL, 'done', '', '2026-11-23 09:30:59.000001+00');
INSERT INTO public.responder VALUES (19, 'T00001000', 9, 'U00001001', '2026-11-23 09:31:12+00', NULL, 'done', '', '2026-11-23 09:31:16.000001+00');
INSERT INTO public.responder VALUES (20, 'T00001000', 9, 'U00001002', '2026-11-23 09:31:12+00', NULL, 'done', '', '2026-11-23 09:31:16.000003+00');
INSERT INTO public.responder VALUES (35, 'T00001000', 17, 'U00001001', '2026-11-23 10:10:00+00', NULL, 'done', '', '2026-11-23 10:10:05.000001+00');
INSERT INTO public.responder VALUES (36, 'T00001000', 17, 'U00001003', '2026-11-23 10:10:00+00', NULL, 'done', '', '2026-11-23 10:10:05.000003+00');
INSERT INTO public.responder VALUES (22, 'T00001000', 10, 'U00001002', '2026-11-23 09:31:28+00', NULL, 'done', '', '2026-11-23 09:31:33.000003+00');
INSERT INTO public.responder VALUES (21, 'T00001000', 10, 'U00001001', '2026-11-23 09:31:28+00', NULL, 'done', '', '2026-11-23 09:31:33.000001+00');
INSERT INTO public.responder VALUES (23, 'T00001000', 11, 'U00001001', '2026-11-23 09:31:48+00', NULL, 'done', '', '2026-11-23 09:31:51.000001+00');
INSERT INTO public.responder VALUES (24, 'T00001000', 11, 'U00001002', '2026-11-23 09:31:48+00', NULL, 'done', '', '2026-11-23 09:31:51.000003+00');
INSERT INTO public.responder VALUES (25, 'T00001000', 12, 'U00001001', '2026-11-23 09:32:05+00', NULL, 'done', '', '2026-11-23 09:32:09.000001+00');
INSERT INTO public.responder VALUES (26, 'T00001000', 12, 'U00001002', '2026-11-23 09:32:05+00', NULL, 'done', '', '2026-11-23 09:32:09.000003+00');
INSERT INTO public.responder VALUES (38, 'T00001000', 18, 'U00001002', '2026-11-23 10:10:14+00', NULL, 'done', '', '2026-11-23 10:10:18.000003+00');
INSERT INTO public.responder VALUES (37, 'T00001000', 18, 'U00001001', '2026-11-23 10:10:14+00', NULL, 'done', '', '2026-11-23 10:10:18.000001+00');
INSERT INTO public.responder VALUES (27, 'T00001000', 13, 'U00001001', '2026-11-23 09:32:31+00', NULL, 'done', '', '2026-11-23 09:32:36.000001+00');
INSERT INTO public.responder VALUES (28, 'T00001000', 13, 'U00001002', '2026-11-23 09:32:31+00', NULL, 'done', '', '2026-11-23 09:32:36.000003+00');
INSERT INTO public.responder VALUES (39, 'T00001000', 17, 'U00001004', '2026-11-23 10:35:00+00', NULL, 'done', '', '2026-11-23 10:35:04.000001+00');
INSERT INTO public.responder VALUES (40, 'T00001000', 19, 'U00001001', '2026-11-23 10:40:18+00', NULL, 'wanted', '', NULL);
INSERT INTO public.responder VALUES (41, 'T00001000', 20, 'U00001001', '2026-11-23 10:40:21+00', NULL, 'wanted', '', NULL);
INSERT INTO public.role_assignment VALUES (2, 'T00001000', 2, 'lead', true, 'U00001002', 'U00001001', '2026-11-20 13:00:14+00', NULL);
INSERT INTO public.role_assignment VALUES (3, 'T00001000', 3, 'lead', true, 'U00001003', 'U00001001', '2026-11-20 13:00:26+00', NULL);
INSERT INTO public.role_assignment VALUES (4, 'T00001000', 1, 'scribe', true, 'U00001004', 'U00001002', '2026-11-20 13:04:17+00', NULL);
INSERT INTO public.role_assignment VALUES (5, 'T00001000', 4, 'lead', true, 'U00001004', 'U00001001', '2026-11-20 13:04:37+00', NULL);
INSERT INTO public.role_assignment VALUES (1, 'T00001000', 1, 'lead', true, 'U00001002', 'U00001001', '2026-11-20 13:00:00+00', '2026-11-20 13:50:07+00');
INSERT INTO public.role_assignment VALUES (6, 'T00001000', 5, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:30:15+00', NULL);
INSERT INTO public.role_assignment VALUES (7, 'T00001000', 6, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:30:28+00', NULL);
INSERT INTO public.role_assignment VALUES (8, 'T00001000', 7, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:30:39+00', NULL);
INSERT INTO public.role_assignment VALUES (9, 'T00001000', 8, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:30:55+00', NULL);
INSERT INTO public.role_assignment VALUES (10, 'T00001000', 9, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:31:12+00', NULL);
INSERT INTO public.role_assignment VALUES (11, 'T00001000', 10, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:31:28+00', NULL);
INSERT INTO public.role_assignment VALUES (12, 'T00001000', 11, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:31:48+00', NULL);
INSERT INTO public.role_assignment VALUES (13, 'T00001000', 12, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:32:05+00', NULL);
INSERT INTO public.role_assignment VALUES (14, 'T00001000', 13, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:32:31+00', NULL);
INSERT INTO public.role_assignment VALUES (15, 'T00001000', 13, 'comms', true, 'U00001002', 'U00001002', '2026-11-23 09:32:56+00', NULL);
INSERT INTO public.role_assignment VALUES (16, 'T00001000', 14, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:33:03+00', NULL);
INSERT INTO public.role_assignment VALUES (17, 'T00001000', 15, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:33:16+00', NULL);
INSERT INTO public.role_assignment VALUES (18, 'T00001000', 16, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 09:33:29+00', NULL);
INSERT INTO public.role_assignment VALUES (19, 'T00001000', 17, 'lead', true, 'U00001003', 'U00001001', '2026-11-23 10:10:00+00', NULL);
INSERT INTO public.role_assignment VALUES (20, 'T00001000', 18, 'lead', true, 'U00001002', 'U00001001', '2026-11-23 10:10:14+00', NULL);
INSERT INTO public.room VALUES (1, 'T00001000', 21, 21, 21, 0, NULL, NULL, NULL, '', 'C0000100S', 'inc-1-checkout-is-down', 'inc-1-checkout-is-down', false, '🔴 SEV1 · Closed', '1795179608.000000', '{}');
INSERT INTO public.room VALUES (4, 'T00001000', 5, 5, 5, 0, NULL, NULL, NULL, '', 'C0000104T', 'inc-4-a-key-has-leaked', 'inc-4-a-key-has-leaked', false, '🟡 SEV3 · Declared · Incident lead: <@U00001004>', '1795179885.000000', '{}');
INSERT INTO public.room VALUES (2, 'T00001000', 6, 6, 6, 0, NULL, NULL, NULL, '', 'C0000101T', 'inc-2-exports-are-slow', 'inc-2-exports-are-slow', false, '🟡 SEV3 · Closed · Incident lead: <@U00001002>', '1795179620.000000', '{}');
INSERT INTO public.room VALUES (7, 'T00001000', 3, 2, 3, 3, '2026-11-23 10:40:38.947415+00', NULL, NULL, '', 'C000010FD', 'inc-7-status-is-mitigated', 'inc-7-status-is-mitigated', false, '🟡 SEV3 · Mitigated · Incident lead: <@U00001002> · Next update 14:40 UTC', '1795426243.000005', '{}');
INSERT INTO public.room VALUES (5, 'T00001000', 2, 2, 2, 0, NULL, NULL, NULL, '', 'C000010CR', 'inc-5-status-is-investigating', 'inc-5-status-is-investigating', false, '🟡 SEV3 · Investigating · Incident lead: <@U00001002> · Next update 13:30 UTC', '1795426219.000000', '{}');
INSERT INTO public.room VALUES (9, 'T00001000', 2, 2, 2, 0, NULL, NULL, NULL, '', 'C000010HZ', 'inc-9-status-is-paused', 'inc-9-status-is-paused', false, '🟡 SEV3 · Paused · Incident lead: <@U00001002>', '1795426277.000000', '{}');
INSERT INTO public.room VALUES (10, 'T00001000', 2, 2, 2, 0, NULL, NULL, NULL, '', 'C000010JA', 'inc-10-a-false-alarm', 'inc-10-a-false-alarm', false, '🟡 SEV3 · Cancelled · Incident lead: <@U00001002>', '1795426294.000000', '{}');
INSERT INTO public.room VALUES (11, 'T00001000', 2, 2, 2, 0, NULL, NULL, NULL, '', 'C000010KI', 'inc-11-backups-fail', 'inc-11-backups-fail', false, '🟡 SEV3 · Resolved · Incident lead: <@U00001002>', '1795426312.000000', '{}');
INSERT INTO public.room VALUES (13, 'T00001000', 4, 4, 4, 0, NULL, NULL, NULL, '', 'C000010MX', 'inc-13-payments', 'inc-13-payments', false, '🟡 SEV3 · Acknowledged · Incident lead: <@U00001002> · Next update 13:32 UTC', '1795426357.000000', '{}');
INSERT INTO public.room VALUES (12, 'T00001000', 3, 3, 3, 0, NULL, NULL, NULL, '', 'C000010LU', 'inc-12-reports-are-wrong', 'inc-12-reports-are-wrong', false, '🟡 SEV3 · Declared · Incident lead: <@U00001002> · Next update 13:32 UTC', '1795426330.000000', '{}');
INSERT INTO public.room VALUES (15, 'T00001000', 1, 1, 1, 0, NULL, NULL, NULL, '', 'C000010PU', 'inc-15-last-week-s-outage', 'inc-15-last-week-s-outage', false, '🟡 SEV3 · Declared · Incident lead: <@U00001002>', '1795426402.000000', '{}');
INSERT INTO public.room VALUES (14, 'T00001000', 1, 1, 1, 0, NULL, NULL, NULL, '', 'C000010OX', 'inc-14-what-if-the-region-is-gone', 'inc-14-what-if-the-region-is-gone', false, '🟡 SEV3 · Declared · Incident lead: <@U00001002> · Next update 13:33 UTC', '1795426389.000000', '{}');
INSERT INTO public.room VALUES (3, 'T00001000', 8, 8, 8, 0, NULL, NULL, NULL, '', 'C0000102S', 'inc-3-logins-fail', 'inc-3-logins-fail', false, '🔴 SEV1 · Acknowledged · Incident lead: <@U00001003>', '1795179633.000000', '{}');
INSERT INTO public.room VALUES (16, 'T00001000', 3, 3, 3, 0, NULL, NULL, NULL, 'the channel is archived (is_archived)', 'C000010QR', 'inc-16-nobody-wants-this-room', 'inc-16-nobody-wants-this-room', true, '🟡 SEV3 · Declared · Incident lead: <@U00001002> · Next update 13:33 UTC', '1795426415.000000', '{}');
INSERT INTO public.room VALUES (8, 'T00001000', 3, 2, 2, 0, NULL, '8bebf2688c244b7084764c02f5a52100', '2026-11-23 10:41:22+00', '', 'C000010GO', 'inc-8-status-is-monitoring', 'inc-8-status-is-monitoring', false, '🟡 SEV3 · Monitoring · Incident lead: <@U00001002> · Next update 14:40 UTC', '1795426260.000000', '{}');
INSERT INTO public.room VALUES (17, 'T00001000', 6, 6, 6, 0, NULL, NULL, NULL, '', 'C000010SE', 'inc-17-nothing-answers', 'inc-17-nothing-answers', false, '🔴 SEV1 · Declared · Incident lead: <@U00001003>', '1795428606.000000', '{}');
INSERT INTO public.room VALUES (18, 'T00001000', 4, 4, 4, 0, NULL, NULL, NULL, '', 'C000010TD', 'inc-18-search-finds-nothing', 'inc-18-search-finds-nothing', false, '🔴 SEV1 · Acknowledged · Incident lead: <@U00001002> · Next update 10:40 UTC', '1795428619.000000', '{}');
INSERT INTO public.room VALUES (20, 'T00001000', 1, 0, 0, 0, NULL, '8bebf2688c244b7084764c02f5a52100', '2026-11-23 10:41:23+00', '', NULL, '', 'inc-20-mail-is-late', false, '', '', '{}');
INSERT INTO public.room VALUES (6, 'T00001000', 3, 2, 3, 1, '2026-11-23 10:40:35.637801+00', NULL, NULL, '', 'C000010E2', 'inc-6-status-is-identified', 'inc-6-status-is-identified', false, '🟡 SEV3 · Identified · Incident lead: <@U00001002> · Next update 14:40 UTC', '1795426231.000000', '{}');
INSERT INTO public.room VALUES (19, 'T00001000', 1, 0, 0, 0, NULL, '8bebf2688c244b7084764c02f5a52100', '2026-11-23 10:41:20+00', '', NULL, '', 'inc-19-search-is-slow', false, '', '', '{}');
INSERT INTO public.snooze VALUES (1, 18, 'update', '2026-11-23 11:07:01+00', 'I am on the phone', 'U00001002', '2026-11-23 10:37:01+00');
INSERT INTO public.status_update VALUES (1, 'T00001000', 1, 'U00001002', 'The card gateway times out.', 'acknowledged', 'sev1', NULL, '2026-11-20 13:12:01+00');
INSERT INTO public.status_update VALUES (2, 'T00001000', 1, 'U00001002', 'We have failed over to the second gateway.', 'acknowledged', 'sev1', NULL, '2026-11-20 13:50:01+00');
INSERT INTO public.status_update VALUES (3, 'T00001000', 2, 'U00001002', 'The slow query is found.', 'acknowledged', 'sev3', NULL, '2026-11-23 08:50:01+00');
INSERT INTO public.status_update VALUES (4, 'T00001000', 16, 'U00001002', 'Nobody hears this', 'acknowledged', 'sev3', NULL, '2026-11-23 09:33:43+00');
INSERT INTO public.status_update VALUES (5, 'T00001000', 6, 'U00001002', 'The last word on identified', 'identified', 'sev3', NULL, '2026-11-23 10:40:08+00');
INSERT INTO public.status_update VALUES (6, 'T00001000', 7, 'U00001002', 'The last word on mitigated', 'mitigated', 'sev3', NULL, '2026-11-23 10:40:11+00');
INSERT INTO public.status_update VALUES (7, 'T00001000', 8, 'U00001002', 'The last word on monitoring', 'monitoring', 'sev3', NULL, '2026-11-23 10:40:16+00');
INSERT INTO public.timeline_event VALUES (1, 'T00001000', 1, 'declared', 'U00001001', '2026-11-20 13:00:00+00', '2026-11-20 13:00:00+00', '{"kind": "declared", "name": "Checkout is down", "summary": "", "severity": "sev1", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (2, 'T00001000', 1, 'role_assigned', 'U00001001', '2026-11-20 13:00:00+00', '2026-11-20 13:00:00+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (3, 'T00001000', 2, 'declared', 'U00001001', '2026-11-20 13:00:14+00', '2026-11-20 13:00:14+00', '{"kind": "declared", "name": "Exports are slow", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (4, 'T00001000', 2, 'role_assigned', 'U00001001', '2026-11-20 13:00:14+00', '2026-11-20 13:00:14+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (5, 'T00001000', 3, 'declared', 'U00001001', '2026-11-20 13:00:26+00', '2026-11-20 13:00:26+00', '{"kind": "declared", "name": "Logins fail", "summary": "", "severity": "sev1", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (6, 'T00001000', 3, 'role_assigned', 'U00001001', '2026-11-20 13:00:26+00', '2026-11-20 13:00:26+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001003", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (7, 'T00001000', 1, 'acknowledged', 'U00001002', '2026-11-20 13:04:01+00', '2026-11-20 13:04:01+00', '{"kind": "acknowledged", "escalation_step": 0}');
INSERT INTO public.timeline_event VALUES (8, 'T00001000', 1, 'note_added', 'U00001002', '2026-11-20 13:04:10+00', '2026-11-20 13:04:10+00', '{"body": "Restarted the workers", "kind": "note_added"}');
INSERT INTO public.timeline_event VALUES (9, 'T00001000', 1, 'role_assigned', 'U00001002', '2026-11-20 13:04:17+00', '2026-11-20 13:04:17+00', '{"kind": "role_assigned", "role": "scribe", "person": "U00001004", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (10, 'T00001000', 3, 'acknowledged', 'U00001003', '2026-11-20 13:04:29+00', '2026-11-20 13:04:29+00', '{"kind": "acknowledged", "escalation_step": 0}');
INSERT INTO public.timeline_event VALUES (11, 'T00001000', 4, 'declared', 'U00001001', '2026-11-20 13:04:37+00', '2026-11-20 13:04:37+00', '{"kind": "declared", "name": "A key has leaked", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (12, 'T00001000', 4, 'role_assigned', 'U00001001', '2026-11-20 13:04:37+00', '2026-11-20 13:04:37+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001004", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (13, 'T00001000', 4, 'summarised', 'U00001004', '2026-11-20 13:04:55+00', '2026-11-20 13:04:55+00', '{"kind": "summarised", "summary": "One key, of one customer"}');
INSERT INTO public.timeline_event VALUES (14, 'T00001000', 4, 'responder_invited', 'U00001004', '2026-11-20 13:05:00+00', '2026-11-20 13:05:00+00', '{"kind": "responder_invited", "people": ["U00001003"]}');
INSERT INTO public.timeline_event VALUES (15, 'T00001000', 1, 'updated', 'U00001002', '2026-11-20 13:12:01+00', '2026-11-20 13:12:01+00', '{"body": "The card gateway times out.", "kind": "updated", "severity": "sev1", "milestone": "acknowledged", "next_update_at": null, "severity_before": "sev1", "milestone_before": "acknowledged"}');
INSERT INTO public.timeline_event VALUES (16, 'T00001000', 1, 'severity_changed', 'U00001002', '2026-11-20 13:12:13+00', '2026-11-20 13:12:13+00', '{"kind": "severity_changed", "after": "sev3", "before": "sev1", "reason": "Only one card"}');
INSERT INTO public.timeline_event VALUES (17, 'T00001000', 1, 'severity_changed', 'U00001002', '2026-11-20 13:12:21+00', '2026-11-20 13:12:21+00', '{"kind": "severity_changed", "after": "sev1", "before": "sev3", "reason": "All"}');
INSERT INTO public.timeline_event VALUES (18, 'T00001000', 3, 'resolved', 'U00001003', '2026-11-20 13:12:30+00', '2026-11-20 13:12:30+00', '{"kind": "resolved", "resolution": "The certificate is new."}');
INSERT INTO public.timeline_event VALUES (19, 'T00001000', 3, 'closed', 'U00001003', '2026-11-20 13:12:38+00', '2026-11-20 13:12:38+00', '{"kind": "closed", "clocks": [{"met": true, "clock": "respond", "cycle": 1, "ended_early": false, "allowed_seconds": 600.0, "stopped_seconds": 0.0, "consumed_seconds": 243.0}, {"met": true, "clock": "update", "cycle": 1, "ended_early": false, "allowed_seconds": 1800.0, "stopped_seconds": 0.0, "consumed_seconds": 724.0}, {"met": true, "clock": "escalate", "cycle": 1, "ended_early": false, "allowed_seconds": 900.0, "stopped_seconds": 0.0, "consumed_seconds": 243.0}, {"met": true, "clock": "resolve", "cycle": 1, "ended_early": false, "allowed_seconds": 14400.0, "stopped_seconds": 0.0, "consumed_seconds": 724.0}], "reason": "permanently_fixed", "comment": ""}');
INSERT INTO public.timeline_event VALUES (20, 'T00001000', 1, 'reminder_due', NULL, '2026-11-20 13:37:01+00', '2026-11-20 13:37:01+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-20T13:42:01Z", "threshold": "5m before", "is_overdue": false}], "person": "U00001002", "said_at": "2026-11-20T13:37:01Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (21, 'T00001000', 1, 'reminder_due', NULL, '2026-11-20 13:42:01+00', '2026-11-20 13:42:01+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-20T13:42:01Z", "threshold": "due", "is_overdue": true}], "person": "U00001002", "said_at": "2026-11-20T13:42:01Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (22, 'T00001000', 1, 'updated', 'U00001002', '2026-11-20 13:50:01+00', '2026-11-20 13:50:01+00', '{"body": "We have failed over to the second gateway.", "kind": "updated", "severity": "sev1", "milestone": "acknowledged", "next_update_at": null, "severity_before": "sev1", "milestone_before": "acknowledged"}');
INSERT INTO public.timeline_event VALUES (23, 'T00001000', 1, 'role_unassigned', 'U00001002', '2026-11-20 13:50:07+00', '2026-11-20 13:50:07+00', '{"kind": "role_unassigned", "role": "lead", "person": "U00001002"}');
INSERT INTO public.timeline_event VALUES (24, 'T00001000', 1, 'message_pinned', 'U00001001', '2026-11-20 13:50:13+00', '2026-11-20 13:50:13+00', '{"kind": "message_pinned", "text": "Latency doubled at noon", "author": "U00001001", "channel": "C0000100S", "permalink": "https://acme.slack.com/archives/C0000100S/p1795182613000000", "message_ts": "1795182613.000000"}');
INSERT INTO public.timeline_event VALUES (25, 'T00001000', 1, 'message_pinned', 'U00001001', '2026-11-20 13:50:13.000002+00', '2026-11-20 13:50:13+00', '{"kind": "message_pinned", "text": "No, it did not", "author": "U00001001", "channel": "C0000100S", "permalink": "https://acme.slack.com/archives/C0000100S/p1795182613000002", "message_ts": "1795182613.000002"}');
INSERT INTO public.timeline_event VALUES (26, 'T00001000', 1, 'message_unpinned', 'U00001001', '2026-11-20 13:50:13+00', '2026-11-20 13:50:13+00', '{"kind": "message_unpinned", "channel": "C0000100S", "message_ts": "1795182613.000002"}');
INSERT INTO public.timeline_event VALUES (27, 'T00001000', 1, 'reminder_due', NULL, '2026-11-20 14:15:01+00', '2026-11-20 14:15:01+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-20T14:20:01Z", "threshold": "5m before", "is_overdue": false}], "person": "U00001001", "said_at": "2026-11-20T14:15:01Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (28, 'T00001000', 1, 'reminder_due', NULL, '2026-11-20 14:20:01+00', '2026-11-20 14:20:01+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-20T14:20:01Z", "threshold": "due", "is_overdue": true}], "person": "U00001001", "said_at": "2026-11-20T14:20:01Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (29, 'T00001000', 1, 'reminder_due', NULL, '2026-11-20 14:35:01+00', '2026-11-20 14:35:01+00', '{"kind": "reminder_due", "told": ["person:U00001004"], "nudges": [{"clock": "update", "target_at": "2026-11-20T14:20:01Z", "threshold": "15m after", "is_overdue": true}], "person": "U00001001", "said_at": "2026-11-20T14:35:01Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (30, 'T00001000', 1, 'reminder_due', NULL, '2026-11-20 16:00:00+00', '2026-11-20 16:00:00+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "resolve", "target_at": "2026-11-20T17:00:00Z", "threshold": "75%", "is_overdue": false}], "person": "U00001001", "said_at": "2026-11-20T16:00:00Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (31, 'T00001000', 1, 'reminder_due', NULL, '2026-11-20 17:00:00+00', '2026-11-20 17:00:00+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "resolve", "target_at": "2026-11-20T17:00:00Z", "threshold": "due", "is_overdue": true}], "person": "U00001001", "said_at": "2026-11-20T17:00:00Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (32, 'T00001000', 1, 'resolved', 'U00001002', '2026-11-20 17:30:00+00', '2026-11-20 17:30:00+00', '{"kind": "resolved", "resolution": "The gateway is back, and the queue is empty."}');
INSERT INTO public.timeline_event VALUES (33, 'T00001000', 1, 'closed', 'U00001002', '2026-11-20 17:30:07+00', '2026-11-20 17:30:07+00', '{"kind": "closed", "clocks": [{"met": true, "clock": "respond", "cycle": 1, "ended_early": false, "allowed_seconds": 600.0, "stopped_seconds": 0.0, "consumed_seconds": 241.0}, {"met": true, "clock": "update", "cycle": 1, "ended_early": false, "allowed_seconds": 1800.0, "stopped_seconds": 0.0, "consumed_seconds": 721.0}, {"met": false, "clock": "update", "cycle": 2, "ended_early": false, "allowed_seconds": 1800.0, "stopped_seconds": 0.0, "consumed_seconds": 2280.0}, {"met": false, "clock": "update", "cycle": 3, "ended_early": false, "allowed_seconds": 1800.0, "stopped_seconds": 0.0, "consumed_seconds": 13199.0}, {"met": true, "clock": "escalate", "cycle": 1, "ended_early": false, "allowed_seconds": 900.0, "stopped_seconds": 0.0, "consumed_seconds": 241.0}, {"met": false, "clock": "resolve", "cycle": 1, "ended_early": false, "allowed_seconds": 14400.0, "stopped_seconds": 0.0, "consumed_seconds": 16200.0}], "reason": "resolved", "comment": ""}');
INSERT INTO public.timeline_event VALUES (34, 'T00001000', 2, 'reminder_due', NULL, '2026-11-23 08:30:14+00', '2026-11-23 08:30:14+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-23T09:00:14Z", "threshold": "30m before", "is_overdue": false}], "person": "U00001002", "said_at": "2026-11-23T08:30:14Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (36, 'T00001000', 2, 'updated', 'U00001002', '2026-11-23 08:50:01+00', '2026-11-23 08:50:01+00', '{"body": "The slow query is found.", "kind": "updated", "severity": "sev3", "milestone": "acknowledged", "next_update_at": null, "severity_before": "sev3", "milestone_before": "declared"}');
INSERT INTO public.timeline_event VALUES (37, 'T00001000', 2, 'renamed', 'U00001002', '2026-11-23 08:50:07+00', '2026-11-23 08:50:07+00', '{"kind": "renamed", "after": "Exports take hours", "before": "Exports are slow"}');
INSERT INTO public.timeline_event VALUES (45, 'T00001000', 6, 'declared', 'U00001001', '2026-11-23 09:30:28+00', '2026-11-23 09:30:28+00', '{"kind": "declared", "name": "Status is identified", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (46, 'T00001000', 6, 'role_assigned', 'U00001001', '2026-11-23 09:30:28+00', '2026-11-23 09:30:28+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (56, 'T00001000', 9, 'status_changed', 'U00001002', '2026-11-23 09:31:23+00', '2026-11-23 09:31:23+00', '{"kind": "status_changed", "after": "paused", "before": "declared"}');
INSERT INTO public.timeline_event VALUES (60, 'T00001000', 11, 'declared', 'U00001001', '2026-11-23 09:31:48+00', '2026-11-23 09:31:48+00', '{"kind": "declared", "name": "Backups fail", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (61, 'T00001000', 11, 'role_assigned', 'U00001001', '2026-11-23 09:31:48+00', '2026-11-23 09:31:48+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (81, 'T00001000', 3, 'reminder_due', NULL, '2026-11-23 10:00:10+00', '2026-11-23 10:00:10+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-23T10:00:10Z", "threshold": "due", "is_overdue": true}], "person": "U00001003", "said_at": "2026-11-23T10:00:10Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (89, 'T00001000', 17, 'reminder_due', NULL, '2026-11-23 10:20:00+00', '2026-11-23 10:20:00+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "respond", "target_at": "2026-11-23T10:20:00Z", "threshold": "due", "is_overdue": true}], "person": "U00001003", "said_at": "2026-11-23T10:20:00Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (90, 'T00001000', 17, 'escalation_raised', NULL, '2026-11-23 10:25:00+00', '2026-11-23 10:25:00+00', '{"kind": "escalation_raised", "step": 1, "told": ["person:U00001003"], "steps": 3, "groups": [], "nudges": [], "people": ["U00001003"], "person": null, "reason": "", "next_at": "2026-11-23T10:35:00Z", "said_at": "2026-11-23T10:25:00Z", "announced": false, "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (96, 'T00001000', 7, 'updated', 'U00001002', '2026-11-23 10:40:11+00', '2026-11-23 10:40:11+00', '{"body": "The last word on mitigated", "kind": "updated", "severity": "sev3", "milestone": "mitigated", "next_update_at": null, "severity_before": "sev3", "milestone_before": "mitigated"}');
INSERT INTO public.timeline_event VALUES (35, 'T00001000', 4, 'reminder_due', NULL, '2026-11-23 08:34:37+00', '2026-11-23 08:34:37+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-23T09:04:37Z", "threshold": "30m before", "is_overdue": false}], "person": "U00001004", "said_at": "2026-11-23T08:34:37Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (40, 'T00001000', 2, 'closed', 'U00001002', '2026-11-23 09:30:05+00', '2026-11-23 09:30:05+00', '{"kind": "closed", "clocks": [{"met": true, "clock": "update", "cycle": 1, "ended_early": false, "allowed_seconds": 14400.0, "stopped_seconds": 0.0, "consumed_seconds": 13787.0}, {"met": true, "clock": "update", "cycle": 2, "ended_early": false, "allowed_seconds": 14400.0, "stopped_seconds": 0.0, "consumed_seconds": 2399.0}, {"met": true, "clock": "resolve", "cycle": 1, "ended_early": false, "allowed_seconds": 36000.0, "stopped_seconds": 0.0, "consumed_seconds": 16186.0}], "reason": "resolved", "comment": ""}');
INSERT INTO public.timeline_event VALUES (41, 'T00001000', 3, 'reopened', 'U00001003', '2026-11-23 09:30:10+00', '2026-11-23 09:30:10+00', '{"kind": "reopened", "reason": "It is back"}');
INSERT INTO public.timeline_event VALUES (42, 'T00001000', 5, 'declared', 'U00001001', '2026-11-23 09:30:15+00', '2026-11-23 09:30:15+00', '{"kind": "declared", "name": "Status is investigating", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (43, 'T00001000', 5, 'role_assigned', 'U00001001', '2026-11-23 09:30:15+00', '2026-11-23 09:30:15+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (47, 'T00001000', 6, 'status_changed', 'U00001002', '2026-11-23 09:30:35+00', '2026-11-23 09:30:35+00', '{"kind": "status_changed", "after": "identified", "before": "declared"}');
INSERT INTO public.timeline_event VALUES (51, 'T00001000', 8, 'declared', 'U00001001', '2026-11-23 09:30:55+00', '2026-11-23 09:30:55+00', '{"kind": "declared", "name": "Status is monitoring", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (52, 'T00001000', 8, 'role_assigned', 'U00001001', '2026-11-23 09:30:55+00', '2026-11-23 09:30:55+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (57, 'T00001000', 10, 'declared', 'U00001001', '2026-11-23 09:31:28+00', '2026-11-23 09:31:28+00', '{"kind": "declared", "name": "A false alarm", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (58, 'T00001000', 10, 'role_assigned', 'U00001001', '2026-11-23 09:31:28+00', '2026-11-23 09:31:28+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (59, 'T00001000', 10, 'status_changed', 'U00001002', '2026-11-23 09:31:41+00', '2026-11-23 09:31:41+00', '{"kind": "status_changed", "after": "cancelled", "before": "declared"}');
INSERT INTO public.timeline_event VALUES (67, 'T00001000', 13, 'declared', 'U00001001', '2026-11-23 09:32:31+00', '2026-11-23 09:32:31+00', '{"kind": "declared", "name": "Payments", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (68, 'T00001000', 13, 'role_assigned', 'U00001001', '2026-11-23 09:32:31+00', '2026-11-23 09:32:31+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (71, 'T00001000', 13, 'role_assigned', 'U00001002', '2026-11-23 09:32:56+00', '2026-11-23 09:32:56+00', '{"kind": "role_assigned", "role": "comms", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (78, 'T00001000', 16, 'updated', 'U00001002', '2026-11-23 09:33:43+00', '2026-11-23 09:33:43+00', '{"body": "Nobody hears this", "kind": "updated", "severity": "sev3", "milestone": "acknowledged", "next_update_at": null, "severity_before": "sev3", "milestone_before": "declared"}');
INSERT INTO public.timeline_event VALUES (93, 'T00001000', 18, 'snoozed', 'U00001002', '2026-11-23 10:37:01+00', '2026-11-23 10:37:01+00', '{"kind": "snoozed", "clock": "update", "until": "2026-11-23T11:07:01Z", "reason": "I am on the phone"}');
INSERT INTO public.timeline_event VALUES (99, 'T00001000', 20, 'declared', 'U00001001', '2026-11-23 10:40:21+00', '2026-11-23 10:40:21+00', '{"kind": "declared", "name": "Mail is late", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (38, 'T00001000', 4, 'reminder_due', NULL, '2026-11-23 09:04:37+00', '2026-11-23 09:04:37+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-23T09:04:37Z", "threshold": "due", "is_overdue": true}], "person": "U00001004", "said_at": "2026-11-23T09:04:37Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (39, 'T00001000', 2, 'resolved', 'U00001002', '2026-11-23 09:30:00+00', '2026-11-23 09:30:00+00', '{"kind": "resolved", "resolution": "It has an index."}');
INSERT INTO public.timeline_event VALUES (44, 'T00001000', 5, 'status_changed', 'U00001002', '2026-11-23 09:30:24+00', '2026-11-23 09:30:24+00', '{"kind": "status_changed", "after": "investigating", "before": "declared"}');
INSERT INTO public.timeline_event VALUES (65, 'T00001000', 12, 'clock_paused', 'U00001002', '2026-11-23 09:32:19+00', '2026-11-23 09:32:19+00', '{"kind": "clock_paused", "clock": "resolve", "until": "2026-11-24T14:00:00Z", "reason": "Waiting for the vendor"}');
INSERT INTO public.timeline_event VALUES (80, 'T00001000', 3, 'reminder_due', NULL, '2026-11-23 09:55:10+00', '2026-11-23 09:55:10+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-23T10:00:10Z", "threshold": "5m before", "is_overdue": false}], "person": "U00001003", "said_at": "2026-11-23T09:55:10Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (84, 'T00001000', 18, 'declared', 'U00001001', '2026-11-23 10:10:14+00', '2026-11-23 10:10:14+00', '{"kind": "declared", "name": "Search finds nothing", "summary": "", "severity": "sev1", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (85, 'T00001000', 18, 'role_assigned', 'U00001001', '2026-11-23 10:10:14+00', '2026-11-23 10:10:14+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (86, 'T00001000', 18, 'acknowledged', 'U00001002', '2026-11-23 10:10:27+00', '2026-11-23 10:10:27+00', '{"kind": "acknowledged", "escalation_step": 0}');
INSERT INTO public.timeline_event VALUES (91, 'T00001000', 17, 'escalation_raised', NULL, '2026-11-23 10:35:00+00', '2026-11-23 10:35:00+00', '{"kind": "escalation_raised", "step": 2, "told": ["person:U00001004"], "steps": 3, "groups": [], "nudges": [{"clock": "update", "target_at": "2026-11-23T10:40:00Z", "threshold": "5m before", "is_overdue": false}], "people": ["U00001004"], "person": "U00001003", "reason": "", "next_at": "2026-11-23T10:50:00Z", "said_at": "2026-11-23T10:35:00Z", "announced": false, "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (48, 'T00001000', 7, 'declared', 'U00001001', '2026-11-23 09:30:39+00', '2026-11-23 09:30:39+00', '{"kind": "declared", "name": "Status is mitigated", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (49, 'T00001000', 7, 'role_assigned', 'U00001001', '2026-11-23 09:30:39+00', '2026-11-23 09:30:39+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (54, 'T00001000', 9, 'declared', 'U00001001', '2026-11-23 09:31:12+00', '2026-11-23 09:31:12+00', '{"kind": "declared", "name": "Status is paused", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (55, 'T00001000', 9, 'role_assigned', 'U00001001', '2026-11-23 09:31:12+00', '2026-11-23 09:31:12+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (62, 'T00001000', 11, 'resolved', 'U00001002', '2026-11-23 09:32:00+00', '2026-11-23 09:32:00+00', '{"kind": "resolved", "resolution": "The disk is larger."}');
INSERT INTO public.timeline_event VALUES (70, 'T00001000', 13, 'summarised', 'U00001002', '2026-11-23 09:32:52+00', '2026-11-23 09:32:52+00', '{"kind": "summarised", "summary": "One in ten fails"}');
INSERT INTO public.timeline_event VALUES (72, 'T00001000', 14, 'declared', 'U00001001', '2026-11-23 09:33:03+00', '2026-11-23 09:33:03+00', '{"kind": "declared", "name": "What if the region is gone", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (73, 'T00001000', 14, 'role_assigned', 'U00001001', '2026-11-23 09:33:03+00', '2026-11-23 09:33:03+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (76, 'T00001000', 16, 'declared', 'U00001001', '2026-11-23 09:33:29+00', '2026-11-23 09:33:29+00', '{"kind": "declared", "name": "Nobody wants this room", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (77, 'T00001000', 16, 'role_assigned', 'U00001001', '2026-11-23 09:33:29+00', '2026-11-23 09:33:29+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (79, 'T00001000', 16, 'delivery_failed', NULL, '2026-11-23 09:33:47+00', '2026-11-23 09:33:47+00', '{"kind": "delivery_failed", "what": "Posting in the incident''s room", "advice": "unarchive the channel. What waits for it is then posted by itself.", "problem": "the channel is archived (is_archived)"}');
INSERT INTO public.timeline_event VALUES (82, 'T00001000', 17, 'declared', 'U00001001', '2026-11-23 10:10:00+00', '2026-11-23 10:10:00+00', '{"kind": "declared", "name": "Nothing answers", "summary": "", "severity": "sev1", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (83, 'T00001000', 17, 'role_assigned', 'U00001001', '2026-11-23 10:10:00+00', '2026-11-23 10:10:00+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001003", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (88, 'T00001000', 3, 'reminder_due', NULL, '2026-11-23 10:15:10+00', '2026-11-23 10:15:10+00', '{"kind": "reminder_due", "told": ["person:U00001003", "person:U00001004"], "nudges": [{"clock": "update", "target_at": "2026-11-23T10:00:10Z", "threshold": "15m after", "is_overdue": true}], "person": "U00001003", "said_at": "2026-11-23T10:15:10Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (94, 'T00001000', 17, 'reminder_due', NULL, '2026-11-23 10:40:00+00', '2026-11-23 10:40:00+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-23T10:40:00Z", "threshold": "due", "is_overdue": true}], "person": "U00001003", "said_at": "2026-11-23T10:40:00Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (95, 'T00001000', 6, 'updated', 'U00001002', '2026-11-23 10:40:08+00', '2026-11-23 10:40:08+00', '{"body": "The last word on identified", "kind": "updated", "severity": "sev3", "milestone": "identified", "next_update_at": null, "severity_before": "sev3", "milestone_before": "identified"}');
INSERT INTO public.timeline_event VALUES (97, 'T00001000', 8, 'updated', 'U00001002', '2026-11-23 10:40:16+00', '2026-11-23 10:40:16+00', '{"body": "The last word on monitoring", "kind": "updated", "severity": "sev3", "milestone": "monitoring", "next_update_at": null, "severity_before": "sev3", "milestone_before": "monitoring"}');
INSERT INTO public.timeline_event VALUES (98, 'T00001000', 19, 'declared', 'U00001001', '2026-11-23 10:40:18+00', '2026-11-23 10:40:18+00', '{"kind": "declared", "name": "Search is slow", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (50, 'T00001000', 7, 'status_changed', 'U00001002', '2026-11-23 09:30:49+00', '2026-11-23 09:30:49+00', '{"kind": "status_changed", "after": "mitigated", "before": "declared"}');
INSERT INTO public.timeline_event VALUES (53, 'T00001000', 8, 'status_changed', 'U00001002', '2026-11-23 09:31:07+00', '2026-11-23 09:31:07+00', '{"kind": "status_changed", "after": "monitoring", "before": "declared"}');
INSERT INTO public.timeline_event VALUES (63, 'T00001000', 12, 'declared', 'U00001001', '2026-11-23 09:32:05+00', '2026-11-23 09:32:05+00', '{"kind": "declared", "name": "Reports are wrong", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (64, 'T00001000', 12, 'role_assigned', 'U00001001', '2026-11-23 09:32:05+00', '2026-11-23 09:32:05+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (66, 'T00001000', 12, 'due_agreed', 'U00001002', '2026-11-23 09:32:25+00', '2026-11-23 09:32:25+00', '{"kind": "due_agreed", "clock": "resolve", "due_at": "2026-11-27T21:00:00Z", "agreed_with": "the customer"}');
INSERT INTO public.timeline_event VALUES (69, 'T00001000', 13, 'renamed', 'U00001002', '2026-11-23 09:32:46+00', '2026-11-23 09:32:46+00', '{"kind": "renamed", "after": "Card payments fail", "before": "Payments"}');
INSERT INTO public.timeline_event VALUES (74, 'T00001000', 15, 'declared', 'U00001001', '2026-11-23 09:33:16+00', '2026-11-23 09:33:16+00', '{"kind": "declared", "name": "Last week''s outage", "summary": "", "severity": "sev3", "source_permalink": ""}');
INSERT INTO public.timeline_event VALUES (75, 'T00001000', 15, 'role_assigned', 'U00001001', '2026-11-23 09:33:16+00', '2026-11-23 09:33:16+00', '{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO public.timeline_event VALUES (87, 'T00001000', 17, 'reminder_due', NULL, '2026-11-23 10:15:00+00', '2026-11-23 10:15:00+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "respond", "target_at": "2026-11-23T10:20:00Z", "threshold": "5m before", "is_overdue": false}], "person": "U00001003", "said_at": "2026-11-23T10:15:00Z", "late_seconds": 0}');
INSERT INTO public.timeline_event VALUES (92, 'T00001000', 18, 'reminder_due', NULL, '2026-11-23 10:35:14+00', '2026-11-23 10:35:14+00', '{"kind": "reminder_due", "told": ["room"], "nudges": [{"clock": "update", "target_at": "2026-11-23T10:40:14Z", "threshold": "5m before", "is_overdue": false}], "person": "U00001002", "said_at": "2026-11-23T10:35:14Z", "late_seconds": 0}');
INSERT INTO public.timeline_pin VALUES (1, 1, 'C0000100S', '1795182613.000000', 'U00001001', true, '2026-11-20 13:50:13.000001+00');
INSERT INTO public.timeline_pin VALUES (2, 1, 'C0000100S', '1795182613.000002', 'U00001001', false, '2026-11-20 13:50:13.000004+00');
INSERT INTO public.workspace VALUES ('T00001000', 'Acme', 'U0000100A', 20);
SELECT pg_catalog.setval('public.card_id_seq', 37, true);
SELECT pg_catalog.setval('public.clock_mark_id_seq', 79, true);
SELECT pg_catalog.setval('public.deadline_id_seq', 119, true);
SELECT pg_catalog.setval('public.incident_id_seq', 20, true);
SELECT pg_catalog.setval('public.milestone_reached_id_seq', 47, true);
SELECT pg_catalog.setval('public.outbox_id_seq', 132, true);
SELECT pg_catalog.setval('public.responder_id_seq', 41, true);
SELECT pg_catalog.setval('public.role_assignment_id_seq', 20, true);
SELECT pg_catalog.setval('public.snooze_id_seq', 1, true);
SELECT pg_catalog.setval('public.status_update_id_seq', 7, true);
SELECT pg_catalog.setval('public.timeline_event_id_seq', 99, true);
SELECT pg_catalog.setval('public.timeline_pin_id_seq', 2, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.card
    ADD CONSTRAINT pk_card PRIMARY KEY (id);
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT pk_channel PRIMARY KEY (team_id, channel_id);
ALTER TABLE ONLY public.clock_mark
    ADD CONSTRAINT pk_clock_mark PRIMARY KEY (id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT pk_deadline PRIMARY KEY (id);
ALTER TABLE ONLY public.incident
    ADD CONSTRAINT pk_incident PRIMARY KEY (id);
ALTER TABLE ONLY public.milestone_reached
    ADD CONSTRAINT pk_milestone_reached PRIMARY KEY (id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (team_id, user_id);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT pk_receipt PRIMARY KEY (team_id, key);
ALTER TABLE ONLY public.responder
    ADD CONSTRAINT pk_responder PRIMARY KEY (id);
ALTER TABLE ONLY public.role_assignment
    ADD CONSTRAINT pk_role_assignment PRIMARY KEY (id);
ALTER TABLE ONLY public.room
    ADD CONSTRAINT pk_room PRIMARY KEY (incident_id);
ALTER TABLE ONLY public.snooze
    ADD CONSTRAINT pk_snooze PRIMARY KEY (id);
ALTER TABLE ONLY public.status_update
    ADD CONSTRAINT pk_status_update PRIMARY KEY (id);
ALTER TABLE ONLY public.timeline_event
    ADD CONSTRAINT pk_timeline_event PRIMARY KEY (id);
ALTER TABLE ONLY public.timeline_pin
    ADD CONSTRAINT pk_timeline_pin PRIMARY KEY (id);
ALTER TABLE ONLY public.workspace
    ADD CONSTRAINT pk_workspace PRIMARY KEY (team_id);
ALTER TABLE ONLY public.card
    ADD CONSTRAINT uq_card_incident_id_place UNIQUE (incident_id, place);
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT uq_channel_team_id_name UNIQUE (team_id, name);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT uq_deadline_incident_id_clock_threshold_anchor UNIQUE (incident_id, clock, threshold, anchor);
ALTER TABLE ONLY public.incident
    ADD CONSTRAINT uq_incident_team_id_idempotency_key UNIQUE (team_id, idempotency_key);
ALTER TABLE ONLY public.incident
    ADD CONSTRAINT uq_incident_team_id_number UNIQUE (team_id, number);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_event_id_destination UNIQUE (event_id, destination);
ALTER TABLE ONLY public.responder
    ADD CONSTRAINT uq_responder_incident_id_user_id UNIQUE (incident_id, user_id);
ALTER TABLE ONLY public.room
    ADD CONSTRAINT uq_room_team_id_channel_id UNIQUE (team_id, channel_id);
ALTER TABLE ONLY public.timeline_pin
    ADD CONSTRAINT uq_timeline_pin_incident_id_channel_id_message_ts_user_id UNIQUE (incident_id, channel_id, message_ts, user_id);
CREATE INDEX ix_clock_mark_incident_id ON public.clock_mark USING btree (incident_id);
CREATE INDEX ix_deadline_due ON public.deadline USING btree (due_at) WHERE (fired_at IS NULL);
CREATE INDEX ix_incident_team_id_phase_declared_at ON public.incident USING btree (team_id, phase, declared_at);
CREATE INDEX ix_milestone_reached_incident_id ON public.milestone_reached USING btree (incident_id);
CREATE INDEX ix_outbox_incident_id_state ON public.outbox USING btree (incident_id, state);
CREATE INDEX ix_responder_incident_id ON public.responder USING btree (incident_id);
CREATE INDEX ix_responder_team_id_user_id ON public.responder USING btree (team_id, user_id);
CREATE INDEX ix_role_assignment_incident_id ON public.role_assignment USING btree (incident_id);
CREATE INDEX ix_role_assignment_team_id_user_id ON public.role_assignment USING btree (team_id, user_id);
CREATE INDEX ix_room_work ON public.room USING btree (team_id, retry_at) WHERE (applied < wanted);
CREATE INDEX ix_snooze_incident_id ON public.snooze USING btree (incident_id);
CREATE INDEX ix_status_update_incident_id ON public.status_update USING btree (incident_id);
CREATE INDEX ix_timeline_event_incident_id_id ON public.timeline_event USING btree (incident_id, id);
CREATE INDEX ix_timeline_pin_incident_id ON public.timeline_pin USING btree (incident_id);
CREATE UNIQUE INDEX uq_role_assignment_exclusive_holder ON public.role_assignment USING btree (incident_id, role) WHERE ((ended_at IS NULL) AND exclusive);
CREATE UNIQUE INDEX uq_role_assignment_holder ON public.role_assignment USING btree (incident_id, role, user_id) WHERE (ended_at IS NULL);
CREATE TRIGGER timeline_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.timeline_event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_timeline_change();
ALTER TABLE ONLY public.card
    ADD CONSTRAINT fk_card_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT fk_channel_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.clock_mark
    ADD CONSTRAINT fk_clock_mark_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT fk_deadline_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT fk_deadline_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.incident
    ADD CONSTRAINT fk_incident_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.milestone_reached
    ADD CONSTRAINT fk_milestone_reached_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_event_id FOREIGN KEY (event_id) REFERENCES public.timeline_event(id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT fk_person_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT fk_receipt_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT fk_receipt_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.responder
    ADD CONSTRAINT fk_responder_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.responder
    ADD CONSTRAINT fk_responder_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.role_assignment
    ADD CONSTRAINT fk_role_assignment_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.role_assignment
    ADD CONSTRAINT fk_role_assignment_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.room
    ADD CONSTRAINT fk_room_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.room
    ADD CONSTRAINT fk_room_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.snooze
    ADD CONSTRAINT fk_snooze_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.status_update
    ADD CONSTRAINT fk_status_update_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.status_update
    ADD CONSTRAINT fk_status_update_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.timeline_event
    ADD CONSTRAINT fk_timeline_event_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
ALTER TABLE ONLY public.timeline_event
    ADD CONSTRAINT fk_timeline_event_team_id FOREIGN KEY (team_id) REFERENCES public.workspace(team_id);
ALTER TABLE ONLY public.timeline_pin
    ADD CONSTRAINT fk_timeline_pin_incident_id FOREIGN KEY (incident_id) REFERENCES public.incident(id);
