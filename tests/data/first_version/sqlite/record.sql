BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE card (
	id INTEGER NOT NULL, 
	incident_id INTEGER NOT NULL, 
	place VARCHAR NOT NULL, 
	channel_id VARCHAR NOT NULL, 
	message_ts VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	attempted_at DATETIME, 
	look_at DATETIME, 
	problem VARCHAR NOT NULL, 
	CONSTRAINT pk_card PRIMARY KEY (id), 
	CONSTRAINT fk_card_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT uq_card_incident_id_place UNIQUE (incident_id, place)
);
INSERT INTO "card" VALUES(1,1,'room','C0000100S','1795179608.000000','df26395059302ac334411b92c58aadb12f5b78028d524dad3f1cb2d5f683c48b',NULL,NULL,'');
INSERT INTO "card" VALUES(2,1,'incidents','C00001006','1795179621.000000','0473eddd3ce3c302c755bb45d12f207c9f39e42a0836e126c6f9793fa56fa60d',NULL,NULL,'');
INSERT INTO "card" VALUES(3,2,'room','C0000101T','1795179632.000000','c087457fdd72832b08984ea17686dbad0b6b84a295ff196e732437969d69f648',NULL,NULL,'');
INSERT INTO "card" VALUES(4,2,'incidents','C00001006','1795179638.000000','d3055bf239e8f2fafe3d10fb01255c64c42273003b3651fe21cf1c98fe036e5c',NULL,NULL,'');
INSERT INTO "card" VALUES(5,3,'room','C0000102S','1795179648.000000','d1d95a5744cc55e541f36fc5df4bcc751245afbad240e3acdc9a9fd4bbb1de36',NULL,NULL,'');
INSERT INTO "card" VALUES(6,3,'incidents','C00001006','1795179653.000000','5a910e9d7b2171031533fea93abf01de8f4f7fe0f5963295092c2642c30fa7cf',NULL,NULL,'');
INSERT INTO "card" VALUES(7,4,'room','C0000104T','1795179851.000005','27e7e8844a61ea2347c61e36356bf6a49895c53754969917110c48a9c7ba8cf7',NULL,NULL,'');
INSERT INTO "card" VALUES(8,5,'room','C000010CR','1795426245.000000','10333304fd59d117e15658a13386271eee236c693edca49a8612cff16f8e7d9d',NULL,NULL,'');
INSERT INTO "card" VALUES(9,5,'incidents','C00001006','1795426246.000000','f15f27aed6c64eb4042f390ae1f5955bf84b9dec6a0da0cb43fabc113bccc65d',NULL,NULL,'');
INSERT INTO "card" VALUES(10,6,'room','C000010E2','1795426264.000000','221940694793a06907f191a64151621d5a6df5b159f1cc5f1e66c4cb93051c10',NULL,NULL,'');
INSERT INTO "card" VALUES(11,6,'incidents','C00001006','1795426266.000000','ee5b678358239cc95bf7b893e18b0275e9ea15ab96e0933cc496539d9b2762f6',NULL,NULL,'');
INSERT INTO "card" VALUES(12,7,'room','C000010FD','1795426268.000012','63731c5fab990ac85a886aa96991a55efbc43b4a0ceb6e545be56893a4e13181',NULL,NULL,'');
INSERT INTO "card" VALUES(13,7,'incidents','C00001006','1795426270.000000','b2f23f9d878d259a7fec1ec9725dcbceeb2419ae163a08d8acf0752430ca9cd0',NULL,NULL,'');
INSERT INTO "card" VALUES(14,8,'room','C000010GO','1795426278.000005','34ab7308c626f37d302d2ad12101d9d8d36c22ba9cb4cf37ee4d40558e9c1156',NULL,NULL,'');
INSERT INTO "card" VALUES(15,8,'incidents','C00001006','1795426278.000007','6124a9ee3d0008d80a0c2f4d293518d0d1586d512f46d932cd3a826f14d2c080',NULL,NULL,'');
INSERT INTO "card" VALUES(16,9,'room','C000010HZ','1795426291.000000','7a9bf894239c12c77698bc1755d86ec82ac502d8e12dc116e3ffea04aa6e5052',NULL,NULL,'');
INSERT INTO "card" VALUES(17,9,'incidents','C00001006','1795426294.000000','2e776ed6651abc5c784f3526bfe77c916c94c4590b8fd35c6fe9305cc50fd8de',NULL,NULL,'');
INSERT INTO "card" VALUES(18,10,'room','C000010JA','1795426306.000000','f7f5f65b076f3b7bf1bcf554683f0512d1d209eec2a77641b6780677540950f9',NULL,NULL,'');
INSERT INTO "card" VALUES(19,10,'incidents','C00001006','1795426311.000000','30bb54a435665bbd3417f6224dba44aaacca8379de5747c3d8c204dcf5b59d8b',NULL,NULL,'');
INSERT INTO "card" VALUES(20,11,'room','C000010KI','1795426325.000000','57fbb21600113bda20041ff897755aef49c25261c5ab720ad0366671c5e2a9fd',NULL,NULL,'');
INSERT INTO "card" VALUES(21,11,'incidents','C00001006','1795426328.000000','f5500dbe312490587f5be078f297cede93e00b28ef6c9683a88698dfc890ae28',NULL,NULL,'');
INSERT INTO "card" VALUES(22,12,'room','C000010LU','1795426343.000000','568fad1f5e94650f218e7ca7998c49bbd421387cc1e749ec5d7acc963a6cae09',NULL,NULL,'');
INSERT INTO "card" VALUES(23,12,'incidents','C00001006','1795426348.000000','e2e643e7756bfc2b4610e893ea75374021d2dc4f1c0ca358ffd8b2cc2432ab69',NULL,NULL,'');
INSERT INTO "card" VALUES(24,13,'room','C000010MX','1795426365.000000','a02082f594b245e33e07918d065ee556c59ddaa5e9ad13e6166221d5f1dcd24d',NULL,NULL,'');
INSERT INTO "card" VALUES(25,13,'incidents','C00001006','1795426371.000000','35c7aa34517e208df3b7155e7bbdccd2e4dfb2acef210adc0da94705974da13c',NULL,NULL,'');
INSERT INTO "card" VALUES(26,14,'room','C000010OX','1795426387.000000','c4c5942ea160c2f6509ac876d0e0e55c85738aec9c2b5cfc6a1ff3bb22b0b41f',NULL,NULL,'');
INSERT INTO "card" VALUES(27,15,'room','C000010PU','1795426397.000000','0bd407c7410a2af5f8e84c8f2549b16da206ae33ea0de1457ee29f64ced831c3',NULL,NULL,'');
INSERT INTO "card" VALUES(28,16,'room','C000010QR','1795426420.000000','106b73acf9bec3ef70cfd2f29cb4ff4f57ecae17d77fcfc9054a36590730a739',NULL,NULL,'');
INSERT INTO "card" VALUES(29,16,'incidents','C00001006','1795426425.000000','f76e65037bca034ddc0c35b094f17825e0dd3e7940eb856e98a616399e462e94',NULL,NULL,'');
INSERT INTO "card" VALUES(30,17,'room','C000010SE','1795428600.000006','b35a1965ca86fab025a7eb7c90060e117a655d91063c41dc6135d0b5769751b6',NULL,NULL,'');
INSERT INTO "card" VALUES(31,17,'incidents','C00001006','1795428601.000000','d04c2bc380bcbcf2dfe7e9bbcd99766fd4563c81271491ffc3fe3bc9c9c4efd7',NULL,NULL,'');
INSERT INTO "card" VALUES(32,18,'room','C000010TD','1795428610.000000','090e144e675bae8b29bba24cda274f48c9329d1f696997d4d62143e35703eca1',NULL,NULL,'');
INSERT INTO "card" VALUES(33,18,'incidents','C00001006','1795428612.000000','eee36f0b081fd251edbe5a12abc318286666d861fbad50ef54c98a39b9e30bde',NULL,NULL,'');
INSERT INTO "card" VALUES(34,19,'room','','','',NULL,NULL,'');
INSERT INTO "card" VALUES(35,19,'incidents','','','',NULL,NULL,'');
INSERT INTO "card" VALUES(36,20,'room','','','',NULL,NULL,'');
INSERT INTO "card" VALUES(37,20,'incidents','','','',NULL,NULL,'');
CREATE TABLE channel (
	team_id VARCHAR NOT NULL, 
	channel_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	fetched_at DATETIME NOT NULL, 
	CONSTRAINT pk_channel PRIMARY KEY (team_id, channel_id), 
	CONSTRAINT fk_channel_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id), 
	CONSTRAINT uq_channel_team_id_name UNIQUE (team_id, name)
);
INSERT INTO "channel" VALUES('T00001000','C00001006','incidents','2026-11-20 13:00:21.000000');
CREATE TABLE clock_mark (
	id INTEGER NOT NULL, 
	incident_id INTEGER NOT NULL, 
	clock VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id VARCHAR, 
	reason VARCHAR NOT NULL, 
	until DATETIME, 
	moment DATETIME, 
	target JSON, 
	CONSTRAINT pk_clock_mark PRIMARY KEY (id), 
	CONSTRAINT ck_clock_mark_kind CHECK (kind IN ('started', 'stopped', 'paused', 'resumed', 'retargeted', 'agreed')), 
	CONSTRAINT fk_clock_mark_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id)
);
INSERT INTO "clock_mark" VALUES(1,1,'respond','started','2026-11-20 13:00:00.000000','U00001001','',NULL,NULL,'{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO "clock_mark" VALUES(2,1,'update','started','2026-11-20 13:00:00.000000','U00001001','',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(3,1,'escalate','started','2026-11-20 13:00:00.000000','U00001001','',NULL,NULL,'{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO "clock_mark" VALUES(4,1,'resolve','started','2026-11-20 13:00:00.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(5,2,'update','started','2026-11-20 13:00:24.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(6,2,'resolve','started','2026-11-20 13:00:24.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(7,3,'respond','started','2026-11-20 13:00:42.000000','U00001001','',NULL,NULL,'{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO "clock_mark" VALUES(8,3,'update','started','2026-11-20 13:00:42.000000','U00001001','',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(9,3,'escalate','started','2026-11-20 13:00:42.000000','U00001001','',NULL,NULL,'{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO "clock_mark" VALUES(10,3,'resolve','started','2026-11-20 13:00:42.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(11,1,'respond','stopped','2026-11-20 13:04:00.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(12,1,'escalate','stopped','2026-11-20 13:04:00.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(13,3,'respond','stopped','2026-11-20 13:04:07.000000','U00001003','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(14,3,'escalate','stopped','2026-11-20 13:04:07.000000','U00001003','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(15,4,'update','started','2026-11-20 13:04:09.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(16,4,'resolve','started','2026-11-20 13:04:09.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(17,1,'update','started','2026-11-20 13:12:00.000000','U00001002','',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(18,1,'update','retargeted','2026-11-20 13:12:12.000000','U00001002','SEV3',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(19,1,'resolve','retargeted','2026-11-20 13:12:12.000000','U00001002','SEV3',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(20,1,'update','retargeted','2026-11-20 13:12:23.000000','U00001002','SEV1',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(21,1,'resolve','retargeted','2026-11-20 13:12:23.000000','U00001002','SEV1',NULL,NULL,'{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(22,3,'update','stopped','2026-11-20 13:12:41.000000','U00001003','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(23,3,'resolve','stopped','2026-11-20 13:12:41.000000','U00001003','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(24,1,'update','started','2026-11-20 13:50:00.000000','U00001002','',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(25,1,'update','stopped','2026-11-20 17:30:02.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(26,1,'resolve','stopped','2026-11-20 17:30:02.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(27,2,'update','started','2026-11-23 08:50:02.000000','U00001002','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(28,2,'update','stopped','2026-11-23 09:30:02.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(29,2,'resolve','stopped','2026-11-23 09:30:02.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(30,3,'update','started','2026-11-23 09:30:34.000000','U00001003','',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(31,3,'resolve','started','2026-11-23 09:30:34.000000','U00001003','',NULL,NULL,'{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(32,5,'update','started','2026-11-23 09:30:39.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(33,5,'resolve','started','2026-11-23 09:30:39.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(34,6,'update','started','2026-11-23 09:31:01.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(35,6,'resolve','started','2026-11-23 09:31:01.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(36,7,'update','started','2026-11-23 09:31:08.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(37,7,'resolve','started','2026-11-23 09:31:08.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(38,8,'update','started','2026-11-23 09:31:17.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(39,8,'resolve','started','2026-11-23 09:31:17.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(40,9,'update','started','2026-11-23 09:31:27.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(41,9,'resolve','started','2026-11-23 09:31:27.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(42,9,'update','paused','2026-11-23 09:31:36.000000','U00001002','the incident is paused ',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(43,9,'resolve','paused','2026-11-23 09:31:36.000000','U00001002','the incident is paused ',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(44,10,'update','started','2026-11-23 09:31:41.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(45,10,'resolve','started','2026-11-23 09:31:41.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(46,10,'update','stopped','2026-11-23 09:31:54.000000','U00001002','what it waited for had not come',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(47,10,'resolve','stopped','2026-11-23 09:31:54.000000','U00001002','what it waited for had not come',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(48,11,'update','started','2026-11-23 09:31:59.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(49,11,'resolve','started','2026-11-23 09:31:59.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(50,11,'update','stopped','2026-11-23 09:32:10.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(51,11,'resolve','stopped','2026-11-23 09:32:10.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(52,12,'update','started','2026-11-23 09:32:16.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(53,12,'resolve','started','2026-11-23 09:32:16.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(54,12,'resolve','paused','2026-11-23 09:32:30.000000','U00001002','Waiting for the vendor','2026-11-24 14:00:00.000000',NULL,NULL);
INSERT INTO "clock_mark" VALUES(55,12,'resolve','agreed','2026-11-23 09:32:33.000000','U00001002','the customer',NULL,'2026-11-27 21:00:00.000000',NULL);
INSERT INTO "clock_mark" VALUES(56,13,'update','started','2026-11-23 09:32:39.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(57,13,'resolve','started','2026-11-23 09:32:39.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(58,14,'update','started','2026-11-23 09:33:02.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(59,14,'resolve','started','2026-11-23 09:33:02.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(60,16,'update','started','2026-11-23 09:33:32.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(61,16,'resolve','started','2026-11-23 09:33:32.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(62,16,'update','started','2026-11-23 09:33:52.000000','U00001002','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(63,17,'respond','started','2026-11-23 10:10:00.000000','U00001001','',NULL,NULL,'{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO "clock_mark" VALUES(64,17,'update','started','2026-11-23 10:10:00.000000','U00001001','',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(65,17,'escalate','started','2026-11-23 10:10:00.000000','U00001001','',NULL,NULL,'{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO "clock_mark" VALUES(66,17,'resolve','started','2026-11-23 10:10:00.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(67,18,'respond','started','2026-11-23 10:10:02.000000','U00001001','',NULL,NULL,'{"seconds": 600.0, "calendar": "24x7", "thresholds": ["5m before", "due"]}');
INSERT INTO "clock_mark" VALUES(68,18,'update','started','2026-11-23 10:10:02.000000','U00001001','',NULL,NULL,'{"seconds": 1800.0, "calendar": "24x7", "thresholds": ["5m before", "due", "15m after"]}');
INSERT INTO "clock_mark" VALUES(69,18,'escalate','started','2026-11-23 10:10:02.000000','U00001001','',NULL,NULL,'{"seconds": 900.0, "calendar": "24x7", "thresholds": ["due"]}');
INSERT INTO "clock_mark" VALUES(70,18,'resolve','started','2026-11-23 10:10:02.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "24x7", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(71,18,'respond','stopped','2026-11-23 10:10:21.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(72,18,'escalate','stopped','2026-11-23 10:10:21.000000','U00001002','',NULL,NULL,NULL);
INSERT INTO "clock_mark" VALUES(73,6,'update','started','2026-11-23 10:40:00.000000','U00001002','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(74,7,'update','started','2026-11-23 10:40:01.000000','U00001002','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(75,8,'update','started','2026-11-23 10:40:07.000000','U00001002','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(76,19,'update','started','2026-11-23 10:40:10.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(77,19,'resolve','started','2026-11-23 10:40:10.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
INSERT INTO "clock_mark" VALUES(78,20,'update','started','2026-11-23 10:40:16.000000','U00001001','',NULL,NULL,'{"seconds": 14400.0, "calendar": "office", "thresholds": ["30m before", "due"]}');
INSERT INTO "clock_mark" VALUES(79,20,'resolve','started','2026-11-23 10:40:16.000000','U00001001','',NULL,NULL,'{"seconds": 36000.0, "calendar": "office", "thresholds": ["due", "75%"]}');
CREATE TABLE deadline (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	incident_id INTEGER NOT NULL, 
	clock VARCHAR NOT NULL, 
	threshold VARCHAR NOT NULL, 
	anchor VARCHAR NOT NULL, 
	due_at DATETIME NOT NULL, 
	target_at DATETIME NOT NULL, 
	fired_at DATETIME, 
	CONSTRAINT pk_deadline PRIMARY KEY (id), 
	CONSTRAINT fk_deadline_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_deadline_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id), 
	CONSTRAINT uq_deadline_incident_id_clock_threshold_anchor UNIQUE (incident_id, clock, threshold, anchor)
);
INSERT INTO "deadline" VALUES(7,'T00001000',1,'resolve','75%','1.1','2026-11-20 16:00:00.000000','2026-11-20 17:00:00.000000','2026-11-20 16:00:00.000000');
INSERT INTO "deadline" VALUES(8,'T00001000',1,'resolve','due','1.1','2026-11-20 17:00:00.000000','2026-11-20 17:00:00.000000','2026-11-20 17:00:00.000000');
INSERT INTO "deadline" VALUES(9,'T00001000',2,'update','30m before','1.1','2026-11-23 08:30:24.000000','2026-11-23 09:00:24.000000','2026-11-23 08:30:24.000000');
INSERT INTO "deadline" VALUES(21,'T00001000',4,'update','30m before','1.1','2026-11-23 08:34:09.000000','2026-11-23 09:04:09.000000','2026-11-23 08:34:09.000000');
INSERT INTO "deadline" VALUES(22,'T00001000',4,'update','due','1.1','2026-11-23 09:04:09.000000','2026-11-23 09:04:09.000000','2026-11-23 09:04:09.000000');
INSERT INTO "deadline" VALUES(23,'T00001000',4,'resolve','75%','1.1','2026-11-23 12:34:09.000000','2026-11-23 15:04:09.000000',NULL);
INSERT INTO "deadline" VALUES(24,'T00001000',4,'resolve','due','1.1','2026-11-23 15:04:09.000000','2026-11-23 15:04:09.000000',NULL);
INSERT INTO "deadline" VALUES(26,'T00001000',1,'update','due','2.1','2026-11-20 13:42:00.000000','2026-11-20 13:42:00.000000','2026-11-20 13:42:00.000000');
INSERT INTO "deadline" VALUES(29,'T00001000',1,'update','5m before','2.1','2026-11-20 13:37:00.000000','2026-11-20 13:42:00.000000','2026-11-20 13:37:00.000000');
INSERT INTO "deadline" VALUES(31,'T00001000',1,'update','5m before','3.1','2026-11-20 14:15:00.000000','2026-11-20 14:20:00.000000','2026-11-20 14:15:00.000000');
INSERT INTO "deadline" VALUES(32,'T00001000',1,'update','due','3.1','2026-11-20 14:20:00.000000','2026-11-20 14:20:00.000000','2026-11-20 14:20:00.000000');
INSERT INTO "deadline" VALUES(33,'T00001000',1,'update','15m after','3.1','2026-11-20 14:35:00.000000','2026-11-20 14:20:00.000000','2026-11-20 14:35:00.000000');
INSERT INTO "deadline" VALUES(34,'T00001000',3,'update','5m before','2.1','2026-11-23 09:55:34.000000','2026-11-23 10:00:34.000000','2026-11-23 09:55:34.000000');
INSERT INTO "deadline" VALUES(35,'T00001000',3,'update','due','2.1','2026-11-23 10:00:34.000000','2026-11-23 10:00:34.000000','2026-11-23 10:00:35.000000');
INSERT INTO "deadline" VALUES(36,'T00001000',3,'update','15m after','2.1','2026-11-23 10:15:34.000000','2026-11-23 10:00:34.000000','2026-11-23 10:15:34.000000');
INSERT INTO "deadline" VALUES(37,'T00001000',3,'resolve','75%','2.1','2026-11-23 12:30:34.000000','2026-11-23 13:30:34.000000',NULL);
INSERT INTO "deadline" VALUES(38,'T00001000',3,'resolve','due','2.1','2026-11-23 13:30:34.000000','2026-11-23 13:30:34.000000',NULL);
INSERT INTO "deadline" VALUES(39,'T00001000',5,'update','30m before','1.1','2026-11-23 13:00:39.000000','2026-11-23 13:30:39.000000',NULL);
INSERT INTO "deadline" VALUES(40,'T00001000',5,'update','due','1.1','2026-11-23 13:30:39.000000','2026-11-23 13:30:39.000000',NULL);
INSERT INTO "deadline" VALUES(41,'T00001000',5,'resolve','75%','1.1','2026-11-24 09:00:39.000000','2026-11-24 11:30:39.000000',NULL);
INSERT INTO "deadline" VALUES(42,'T00001000',5,'resolve','due','1.1','2026-11-24 11:30:39.000000','2026-11-24 11:30:39.000000',NULL);
INSERT INTO "deadline" VALUES(45,'T00001000',6,'resolve','75%','1.1','2026-11-24 09:01:01.000000','2026-11-24 11:31:01.000000',NULL);
INSERT INTO "deadline" VALUES(46,'T00001000',6,'resolve','due','1.1','2026-11-24 11:31:01.000000','2026-11-24 11:31:01.000000',NULL);
INSERT INTO "deadline" VALUES(49,'T00001000',7,'resolve','75%','1.1','2026-11-24 09:01:08.000000','2026-11-24 11:31:08.000000',NULL);
INSERT INTO "deadline" VALUES(50,'T00001000',7,'resolve','due','1.1','2026-11-24 11:31:08.000000','2026-11-24 11:31:08.000000',NULL);
INSERT INTO "deadline" VALUES(53,'T00001000',8,'resolve','75%','1.1','2026-11-24 09:01:17.000000','2026-11-24 11:31:17.000000',NULL);
INSERT INTO "deadline" VALUES(54,'T00001000',8,'resolve','due','1.1','2026-11-24 11:31:17.000000','2026-11-24 11:31:17.000000',NULL);
INSERT INTO "deadline" VALUES(55,'T00001000',12,'update','30m before','1.1','2026-11-23 13:02:16.000000','2026-11-23 13:32:16.000000',NULL);
INSERT INTO "deadline" VALUES(56,'T00001000',12,'update','due','1.1','2026-11-23 13:32:16.000000','2026-11-23 13:32:16.000000',NULL);
INSERT INTO "deadline" VALUES(57,'T00001000',12,'resolve','75%','1.1','2026-11-30 10:50:31.750000','2026-12-01 12:27:27.000000',NULL);
INSERT INTO "deadline" VALUES(58,'T00001000',12,'resolve','due','1.1','2026-12-01 12:27:27.000000','2026-12-01 12:27:27.000000',NULL);
INSERT INTO "deadline" VALUES(59,'T00001000',13,'update','30m before','1.1','2026-11-23 13:02:39.000000','2026-11-23 13:32:39.000000',NULL);
INSERT INTO "deadline" VALUES(60,'T00001000',13,'update','due','1.1','2026-11-23 13:32:39.000000','2026-11-23 13:32:39.000000',NULL);
INSERT INTO "deadline" VALUES(61,'T00001000',13,'resolve','75%','1.1','2026-11-24 09:02:39.000000','2026-11-24 11:32:39.000000',NULL);
INSERT INTO "deadline" VALUES(62,'T00001000',13,'resolve','due','1.1','2026-11-24 11:32:39.000000','2026-11-24 11:32:39.000000',NULL);
INSERT INTO "deadline" VALUES(63,'T00001000',14,'update','30m before','1.1','2026-11-23 13:03:02.000000','2026-11-23 13:33:02.000000',NULL);
INSERT INTO "deadline" VALUES(64,'T00001000',14,'update','due','1.1','2026-11-23 13:33:02.000000','2026-11-23 13:33:02.000000',NULL);
INSERT INTO "deadline" VALUES(65,'T00001000',14,'resolve','75%','1.1','2026-11-24 09:03:02.000000','2026-11-24 11:33:02.000000',NULL);
INSERT INTO "deadline" VALUES(66,'T00001000',14,'resolve','due','1.1','2026-11-24 11:33:02.000000','2026-11-24 11:33:02.000000',NULL);
INSERT INTO "deadline" VALUES(69,'T00001000',16,'resolve','75%','1.1','2026-11-24 09:03:32.000000','2026-11-24 11:33:32.000000',NULL);
INSERT INTO "deadline" VALUES(70,'T00001000',16,'resolve','due','1.1','2026-11-24 11:33:32.000000','2026-11-24 11:33:32.000000',NULL);
INSERT INTO "deadline" VALUES(71,'T00001000',16,'update','30m before','2.1','2026-11-23 13:03:52.000000','2026-11-23 13:33:52.000000',NULL);
INSERT INTO "deadline" VALUES(72,'T00001000',16,'update','due','2.1','2026-11-23 13:33:52.000000','2026-11-23 13:33:52.000000',NULL);
INSERT INTO "deadline" VALUES(73,'T00001000',17,'respond','5m before','1.1','2026-11-23 10:15:00.000000','2026-11-23 10:20:00.000000','2026-11-23 10:15:00.000000');
INSERT INTO "deadline" VALUES(74,'T00001000',17,'respond','due','1.1','2026-11-23 10:20:00.000000','2026-11-23 10:20:00.000000','2026-11-23 10:20:00.000000');
INSERT INTO "deadline" VALUES(75,'T00001000',17,'update','5m before','1.1','2026-11-23 10:35:00.000000','2026-11-23 10:40:00.000000','2026-11-23 10:35:00.000000');
INSERT INTO "deadline" VALUES(76,'T00001000',17,'update','due','1.1','2026-11-23 10:40:00.000000','2026-11-23 10:40:00.000000','2026-11-23 10:40:00.000000');
INSERT INTO "deadline" VALUES(77,'T00001000',17,'update','15m after','1.1','2026-11-23 10:55:00.000000','2026-11-23 10:40:00.000000',NULL);
INSERT INTO "deadline" VALUES(78,'T00001000',17,'escalate','due','1.1','2026-11-23 10:25:00.000000','2026-11-23 10:25:00.000000','2026-11-23 10:25:00.000000');
INSERT INTO "deadline" VALUES(79,'T00001000',17,'resolve','75%','1.1','2026-11-23 13:10:00.000000','2026-11-23 14:10:00.000000',NULL);
INSERT INTO "deadline" VALUES(80,'T00001000',17,'resolve','due','1.1','2026-11-23 14:10:00.000000','2026-11-23 14:10:00.000000',NULL);
INSERT INTO "deadline" VALUES(83,'T00001000',18,'update','5m before','1.1','2026-11-23 10:35:02.000000','2026-11-23 10:40:02.000000','2026-11-23 10:35:02.000000');
INSERT INTO "deadline" VALUES(84,'T00001000',18,'update','due','1.1','2026-11-23 11:07:00.000000','2026-11-23 10:40:02.000000',NULL);
INSERT INTO "deadline" VALUES(85,'T00001000',18,'update','15m after','1.1','2026-11-23 11:07:00.000000','2026-11-23 10:40:02.000000',NULL);
INSERT INTO "deadline" VALUES(87,'T00001000',18,'resolve','75%','1.1','2026-11-23 13:10:02.000000','2026-11-23 14:10:02.000000',NULL);
INSERT INTO "deadline" VALUES(88,'T00001000',18,'resolve','due','1.1','2026-11-23 14:10:02.000000','2026-11-23 14:10:02.000000',NULL);
INSERT INTO "deadline" VALUES(89,'T00001000',17,'escalation ladder','step 2','2026-11-23 10:25:00+00:00','2026-11-23 10:35:00.000000','2026-11-23 10:35:00.000000','2026-11-23 10:35:00.000000');
INSERT INTO "deadline" VALUES(90,'T00001000',17,'escalation ladder','step 3','2026-11-23 10:35:00+00:00','2026-11-23 10:50:00.000000','2026-11-23 10:50:00.000000',NULL);
INSERT INTO "deadline" VALUES(91,'T00001000',18,'update','snoozed','1 2026-11-23T11:07:00+00:00','2026-11-23 11:07:00.000000','2026-11-23 10:40:02.000000',NULL);
INSERT INTO "deadline" VALUES(92,'T00001000',6,'update','30m before','2.1','2026-11-23 14:10:00.000000','2026-11-23 14:40:00.000000',NULL);
INSERT INTO "deadline" VALUES(93,'T00001000',6,'update','due','2.1','2026-11-23 14:40:00.000000','2026-11-23 14:40:00.000000',NULL);
INSERT INTO "deadline" VALUES(94,'T00001000',7,'update','30m before','2.1','2026-11-23 14:10:01.000000','2026-11-23 14:40:01.000000',NULL);
INSERT INTO "deadline" VALUES(95,'T00001000',7,'update','due','2.1','2026-11-23 14:40:01.000000','2026-11-23 14:40:01.000000',NULL);
INSERT INTO "deadline" VALUES(96,'T00001000',8,'update','30m before','2.1','2026-11-23 14:10:07.000000','2026-11-23 14:40:07.000000',NULL);
INSERT INTO "deadline" VALUES(97,'T00001000',8,'update','due','2.1','2026-11-23 14:40:07.000000','2026-11-23 14:40:07.000000',NULL);
INSERT INTO "deadline" VALUES(98,'T00001000',19,'update','30m before','1.1','2026-11-23 14:10:10.000000','2026-11-23 14:40:10.000000',NULL);
INSERT INTO "deadline" VALUES(99,'T00001000',19,'update','due','1.1','2026-11-23 14:40:10.000000','2026-11-23 14:40:10.000000',NULL);
INSERT INTO "deadline" VALUES(100,'T00001000',19,'resolve','75%','1.1','2026-11-24 10:10:10.000000','2026-11-24 12:40:10.000000',NULL);
INSERT INTO "deadline" VALUES(101,'T00001000',19,'resolve','due','1.1','2026-11-24 12:40:10.000000','2026-11-24 12:40:10.000000',NULL);
INSERT INTO "deadline" VALUES(102,'T00001000',20,'update','30m before','1.1','2026-11-23 14:10:16.000000','2026-11-23 14:40:16.000000',NULL);
INSERT INTO "deadline" VALUES(103,'T00001000',20,'update','due','1.1','2026-11-23 14:40:16.000000','2026-11-23 14:40:16.000000',NULL);
INSERT INTO "deadline" VALUES(104,'T00001000',20,'resolve','75%','1.1','2026-11-24 10:10:16.000000','2026-11-24 12:40:16.000000',NULL);
INSERT INTO "deadline" VALUES(105,'T00001000',20,'resolve','due','1.1','2026-11-24 12:40:16.000000','2026-11-24 12:40:16.000000',NULL);
CREATE TABLE incident (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	reference VARCHAR NOT NULL, 
	idempotency_key VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	mode VARCHAR NOT NULL, 
	visibility VARCHAR NOT NULL, 
	severity VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	milestone VARCHAR NOT NULL, 
	phase VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	summary VARCHAR NOT NULL, 
	last_update VARCHAR NOT NULL, 
	resolution VARCHAR NOT NULL, 
	close_reason VARCHAR NOT NULL, 
	close_comment VARCHAR NOT NULL, 
	creator_id VARCHAR NOT NULL, 
	source_permalink VARCHAR NOT NULL, 
	announced_in JSON NOT NULL, 
	declared_at DATETIME NOT NULL, 
	acknowledged_at DATETIME, 
	last_update_at DATETIME, 
	next_update_at DATETIME, 
	resolved_at DATETIME, 
	closed_at DATETIME, 
	updated_at DATETIME NOT NULL, 
	escalation_step INTEGER NOT NULL, 
	escalated_at DATETIME, 
	CONSTRAINT pk_incident PRIMARY KEY (id), 
	CONSTRAINT ck_incident_mode CHECK (mode IN ('standard', 'retrospective', 'test', 'tutorial')), 
	CONSTRAINT ck_incident_visibility CHECK (visibility IN ('public', 'private')), 
	CONSTRAINT fk_incident_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id), 
	CONSTRAINT uq_incident_team_id_idempotency_key UNIQUE (team_id, idempotency_key), 
	CONSTRAINT uq_incident_team_id_number UNIQUE (team_id, number)
);
INSERT INTO "incident" VALUES(1,'T00001000',1,'INC-1','form:459863ed8b7a4ea080b5489339201f1b',21,'standard','public','sev1','incident','closed','closed','Checkout is down','','We have failed over to the second gateway.','The gateway is back, and the queue is empty.','resolved','','U00001001','','["incidents"]','2026-11-20 13:00:00.000000','2026-11-20 13:04:00.000000','2026-11-20 13:50:00.000000',NULL,'2026-11-20 17:30:02.000000','2026-11-20 17:30:14.000000','2026-11-20 17:30:14.000000',0,NULL);
INSERT INTO "incident" VALUES(2,'T00001000',2,'INC-2','form:33e2cb37cfe34017b01ad2418a979a1a',6,'standard','public','sev3','incident','closed','closed','Exports take hours','','The slow query is found.','It has an index.','resolved','','U00001001','','["incidents"]','2026-11-20 13:00:24.000000','2026-11-23 08:50:02.000000','2026-11-23 08:50:02.000000',NULL,'2026-11-23 09:30:02.000000','2026-11-23 09:30:15.000000','2026-11-23 09:30:15.000000',0,NULL);
INSERT INTO "incident" VALUES(3,'T00001000',3,'INC-3','form:c9a942b0f1564e76bf7c046211040d44',8,'standard','public','sev1','incident','acknowledged','active','Logins fail','','','','','','U00001001','','["incidents"]','2026-11-20 13:00:42.000000','2026-11-20 13:04:07.000000',NULL,NULL,NULL,NULL,'2026-11-23 10:15:34.000000',0,NULL);
INSERT INTO "incident" VALUES(4,'T00001000',4,'INC-4','form:9559cebc48ed4b4bb6c339296415b1c2',5,'standard','private','sev3','incident','declared','active','A key has leaked','One key, of one customer','','','','','U00001001','','[]','2026-11-20 13:04:09.000000',NULL,NULL,NULL,NULL,NULL,'2026-11-23 09:04:09.000000',0,NULL);
INSERT INTO "incident" VALUES(5,'T00001000',5,'INC-5','form:d525cde2ba5841dbb46450c4600b19e3',2,'standard','public','sev3','incident','investigating','active','Status is investigating','','','','','','U00001001','','["incidents"]','2026-11-23 09:30:39.000000','2026-11-23 09:30:55.000000',NULL,NULL,NULL,NULL,'2026-11-23 09:30:55.000000',0,NULL);
INSERT INTO "incident" VALUES(6,'T00001000',6,'INC-6','form:78b67e18626e4fba8867a1f669f428b1',3,'standard','public','sev3','incident','identified','active','Status is identified','','The last word on identified','','','','U00001001','','["incidents"]','2026-11-23 09:31:01.000000','2026-11-23 09:31:07.000000','2026-11-23 10:40:00.000000',NULL,NULL,NULL,'2026-11-23 10:40:00.000000',0,NULL);
INSERT INTO "incident" VALUES(7,'T00001000',7,'INC-7','form:9c55df95973a4332869aef9f2949876c',3,'standard','public','sev3','incident','mitigated','active','Status is mitigated','','The last word on mitigated','','','','U00001001','','["incidents"]','2026-11-23 09:31:08.000000','2026-11-23 09:31:11.000000','2026-11-23 10:40:01.000000',NULL,NULL,NULL,'2026-11-23 10:40:01.000000',0,NULL);
INSERT INTO "incident" VALUES(8,'T00001000',8,'INC-8','form:e82d7f54e87241afbf35901c394a2430',3,'standard','public','sev3','incident','monitoring','active','Status is monitoring','','The last word on monitoring','','','','U00001001','','["incidents"]','2026-11-23 09:31:17.000000','2026-11-23 09:31:20.000000','2026-11-23 10:40:07.000000',NULL,NULL,NULL,'2026-11-23 10:40:07.000000',0,NULL);
INSERT INTO "incident" VALUES(9,'T00001000',9,'INC-9','form:b1ca6ed01ebe41ca8d40794b533e9d7f',2,'standard','public','sev3','incident','paused','paused','Status is paused','','','','','','U00001001','','["incidents"]','2026-11-23 09:31:27.000000','2026-11-23 09:31:36.000000',NULL,NULL,NULL,NULL,'2026-11-23 09:31:36.000000',0,NULL);
INSERT INTO "incident" VALUES(10,'T00001000',10,'INC-10','form:4733ae6108a2487b90b70938815c36f1',2,'standard','public','sev3','incident','cancelled','cancelled','A false alarm','','','','','','U00001001','','["incidents"]','2026-11-23 09:31:41.000000','2026-11-23 09:31:54.000000',NULL,NULL,NULL,'2026-11-23 09:31:54.000000','2026-11-23 09:31:54.000000',0,NULL);
INSERT INTO "incident" VALUES(11,'T00001000',11,'INC-11','form:423044d274f949daafd5def5f26fa197',2,'standard','public','sev3','incident','resolved','post_incident','Backups fail','','','The disk is larger.','','','U00001001','','["incidents"]','2026-11-23 09:31:59.000000','2026-11-23 09:32:10.000000',NULL,NULL,'2026-11-23 09:32:10.000000',NULL,'2026-11-23 09:32:10.000000',0,NULL);
INSERT INTO "incident" VALUES(12,'T00001000',12,'INC-12','form:ba861a59998447d3a92c07659460fce7',3,'standard','public','sev3','incident','declared','active','Reports are wrong','','','','','','U00001001','','["incidents"]','2026-11-23 09:32:16.000000',NULL,NULL,NULL,NULL,NULL,'2026-11-23 09:32:33.000000',0,NULL);
INSERT INTO "incident" VALUES(13,'T00001000',13,'INC-13','form:3affbd6d4435458195b53709c2d16ac0',4,'standard','public','sev3','incident','acknowledged','active','Card payments fail','One in ten fails','','','','','U00001001','','["incidents"]','2026-11-23 09:32:39.000000','2026-11-23 09:32:58.000000',NULL,NULL,NULL,NULL,'2026-11-23 09:32:58.000000',0,NULL);
INSERT INTO "incident" VALUES(14,'T00001000',14,'INC-14','form:98bb1c946a004edba97cf8e571b4e0a0',1,'test','public','sev3','incident','declared','active','What if the region is gone','','','','','','U00001001','','[]','2026-11-23 09:33:02.000000',NULL,NULL,NULL,NULL,NULL,'2026-11-23 09:33:02.000000',0,NULL);
INSERT INTO "incident" VALUES(15,'T00001000',15,'INC-15','form:6ca9bb3c4a9f4e70afc95ec411528ce8',1,'retrospective','public','sev3','incident','declared','active','Last week''s outage','','','','','','U00001001','','[]','2026-11-23 09:33:15.000000',NULL,NULL,NULL,NULL,NULL,'2026-11-23 09:33:15.000000',0,NULL);
INSERT INTO "incident" VALUES(16,'T00001000',16,'INC-16','form:fdab5debbd5549b98ef3ab987872d4df',3,'standard','public','sev3','incident','acknowledged','active','Nobody wants this room','','Nobody hears this','','','','U00001001','','["incidents"]','2026-11-23 09:33:32.000000','2026-11-23 09:33:52.000000','2026-11-23 09:33:52.000000',NULL,NULL,NULL,'2026-11-23 09:33:56.000000',0,NULL);
INSERT INTO "incident" VALUES(17,'T00001000',17,'INC-17','form:e32f50daffbf456abd80d81c59761031',6,'standard','public','sev1','incident','declared','active','Nothing answers','','','','','','U00001001','','["incidents"]','2026-11-23 10:10:00.000000',NULL,NULL,NULL,NULL,NULL,'2026-11-23 10:40:00.000000',2,'2026-11-23 10:35:00.000000');
INSERT INTO "incident" VALUES(18,'T00001000',18,'INC-18','form:2e9ab77f9056427f9d81bce61225600b',4,'standard','public','sev1','incident','acknowledged','active','Search finds nothing','','','','','','U00001001','','["incidents"]','2026-11-23 10:10:02.000000','2026-11-23 10:10:21.000000',NULL,NULL,NULL,NULL,'2026-11-23 10:37:00.000000',0,NULL);
INSERT INTO "incident" VALUES(19,'T00001000',19,'INC-19','trigger:75.593925.a00001009u00001001',1,'standard','public','sev3','incident','declared','active','Search is slow','','','','','','U00001001','','["incidents"]','2026-11-23 10:40:10.000000',NULL,NULL,NULL,NULL,NULL,'2026-11-23 10:40:10.000000',0,NULL);
INSERT INTO "incident" VALUES(20,'T00001000',20,'INC-20','trigger:76.601844.a00001009u00001001',1,'standard','public','sev3','incident','declared','active','Mail is late','','','','','','U00001001','','["incidents"]','2026-11-23 10:40:16.000000',NULL,NULL,NULL,NULL,NULL,'2026-11-23 10:40:16.000000',0,NULL);
CREATE TABLE milestone_reached (
	id INTEGER NOT NULL, 
	incident_id INTEGER NOT NULL, 
	milestone VARCHAR NOT NULL, 
	phase VARCHAR NOT NULL, 
	occurred_at DATETIME NOT NULL, 
	actor_id VARCHAR, 
	CONSTRAINT pk_milestone_reached PRIMARY KEY (id), 
	CONSTRAINT fk_milestone_reached_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id)
);
INSERT INTO "milestone_reached" VALUES(1,1,'declared','active','2026-11-20 13:00:00.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(2,2,'declared','active','2026-11-20 13:00:24.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(3,3,'declared','active','2026-11-20 13:00:42.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(4,1,'acknowledged','active','2026-11-20 13:04:00.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(5,3,'acknowledged','active','2026-11-20 13:04:07.000000','U00001003');
INSERT INTO "milestone_reached" VALUES(6,4,'declared','active','2026-11-20 13:04:09.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(7,3,'resolved','post_incident','2026-11-20 13:12:41.000000','U00001003');
INSERT INTO "milestone_reached" VALUES(8,3,'closed','closed','2026-11-20 13:12:44.000000','U00001003');
INSERT INTO "milestone_reached" VALUES(9,1,'resolved','post_incident','2026-11-20 17:30:02.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(10,1,'closed','closed','2026-11-20 17:30:14.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(11,2,'acknowledged','active','2026-11-23 08:50:02.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(12,2,'resolved','post_incident','2026-11-23 09:30:02.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(13,2,'closed','closed','2026-11-23 09:30:15.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(14,3,'acknowledged','active','2026-11-23 09:30:34.000000','U00001003');
INSERT INTO "milestone_reached" VALUES(15,5,'declared','active','2026-11-23 09:30:39.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(16,5,'acknowledged','active','2026-11-23 09:30:55.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(17,5,'investigating','active','2026-11-23 09:30:55.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(18,6,'declared','active','2026-11-23 09:31:01.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(19,6,'acknowledged','active','2026-11-23 09:31:07.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(20,6,'identified','active','2026-11-23 09:31:07.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(21,7,'declared','active','2026-11-23 09:31:08.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(22,7,'acknowledged','active','2026-11-23 09:31:11.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(23,7,'mitigated','active','2026-11-23 09:31:11.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(24,8,'declared','active','2026-11-23 09:31:17.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(25,8,'acknowledged','active','2026-11-23 09:31:20.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(26,8,'monitoring','active','2026-11-23 09:31:20.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(27,9,'declared','active','2026-11-23 09:31:27.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(28,9,'acknowledged','active','2026-11-23 09:31:36.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(29,9,'paused','paused','2026-11-23 09:31:36.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(30,10,'declared','active','2026-11-23 09:31:41.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(31,10,'acknowledged','active','2026-11-23 09:31:54.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(32,10,'cancelled','cancelled','2026-11-23 09:31:54.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(33,11,'declared','active','2026-11-23 09:31:59.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(34,11,'acknowledged','active','2026-11-23 09:32:10.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(35,11,'resolved','post_incident','2026-11-23 09:32:10.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(36,12,'declared','active','2026-11-23 09:32:16.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(37,13,'declared','active','2026-11-23 09:32:39.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(38,13,'acknowledged','active','2026-11-23 09:32:58.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(39,14,'declared','active','2026-11-23 09:33:02.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(40,15,'declared','active','2026-11-23 09:33:15.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(41,16,'declared','active','2026-11-23 09:33:32.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(42,16,'acknowledged','active','2026-11-23 09:33:52.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(43,17,'declared','active','2026-11-23 10:10:00.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(44,18,'declared','active','2026-11-23 10:10:02.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(45,18,'acknowledged','active','2026-11-23 10:10:21.000000','U00001002');
INSERT INTO "milestone_reached" VALUES(46,19,'declared','active','2026-11-23 10:40:10.000000','U00001001');
INSERT INTO "milestone_reached" VALUES(47,20,'declared','active','2026-11-23 10:40:16.000000','U00001001');
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	incident_id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	destination VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	attempted_at DATETIME, 
	look_at DATETIME, 
	channel_id VARCHAR NOT NULL, 
	message_ts VARCHAR NOT NULL, 
	problem VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	delivered_at DATETIME, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT ck_outbox_state CHECK (state IN ('pending', 'sending', 'delivered', 'failed')), 
	CONSTRAINT fk_outbox_event_id FOREIGN KEY(event_id) REFERENCES timeline_event (id), 
	CONSTRAINT fk_outbox_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_outbox_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id), 
	CONSTRAINT uq_outbox_event_id_destination UNIQUE (event_id, destination)
);
INSERT INTO "outbox" VALUES(1,'T00001000',1,1,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795179622.000000','','2026-11-20 13:00:00.000000','2026-11-20 13:00:22.000000');
INSERT INTO "outbox" VALUES(2,'T00001000',1,2,'room','delivered',1,NULL,NULL,'C0000100S','1795179623.000001','','2026-11-20 13:00:00.000000','2026-11-20 13:00:23.000000');
INSERT INTO "outbox" VALUES(3,'T00001000',1,2,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795179623.000000','','2026-11-20 13:00:00.000000','2026-11-20 13:00:23.000000');
INSERT INTO "outbox" VALUES(4,'T00001000',2,3,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795179639.000000','','2026-11-20 13:00:24.000000','2026-11-20 13:00:39.000000');
INSERT INTO "outbox" VALUES(5,'T00001000',2,4,'room','delivered',1,NULL,NULL,'C0000101T','1795179640.000001','','2026-11-20 13:00:24.000000','2026-11-20 13:00:40.000000');
INSERT INTO "outbox" VALUES(6,'T00001000',2,4,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795179640.000000','','2026-11-20 13:00:24.000000','2026-11-20 13:00:40.000000');
INSERT INTO "outbox" VALUES(7,'T00001000',3,5,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795179653.000001','','2026-11-20 13:00:42.000000','2026-11-20 13:00:53.000000');
INSERT INTO "outbox" VALUES(8,'T00001000',3,6,'room','delivered',1,NULL,NULL,'C0000102S','1795179653.000003','','2026-11-20 13:00:42.000000','2026-11-20 13:00:53.000000');
INSERT INTO "outbox" VALUES(9,'T00001000',3,6,'person:U00001003','delivered',1,NULL,NULL,'D00001037','1795179653.000002','','2026-11-20 13:00:42.000000','2026-11-20 13:00:53.000000');
INSERT INTO "outbox" VALUES(10,'T00001000',1,7,'room','delivered',1,NULL,NULL,'C0000100S','1795179841.000000','','2026-11-20 13:04:00.000000','2026-11-20 13:04:01.000000');
INSERT INTO "outbox" VALUES(11,'T00001000',1,9,'room','delivered',1,NULL,NULL,'C0000100S','1795179847.000000','','2026-11-20 13:04:02.000000','2026-11-20 13:04:07.000000');
INSERT INTO "outbox" VALUES(12,'T00001000',1,9,'person:U00001004','delivered',1,NULL,NULL,'D0000103Y','1795179845.000000','','2026-11-20 13:04:02.000000','2026-11-20 13:04:05.000000');
INSERT INTO "outbox" VALUES(13,'T00001000',3,10,'room','delivered',1,NULL,NULL,'C0000102S','1795179848.000006','','2026-11-20 13:04:07.000000','2026-11-20 13:04:08.000000');
INSERT INTO "outbox" VALUES(14,'T00001000',4,11,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795179858.000000','','2026-11-20 13:04:09.000000','2026-11-20 13:04:18.000000');
INSERT INTO "outbox" VALUES(15,'T00001000',4,12,'room','delivered',1,NULL,NULL,'C0000104T','1795179859.000001','','2026-11-20 13:04:09.000000','2026-11-20 13:04:19.000000');
INSERT INTO "outbox" VALUES(16,'T00001000',4,12,'person:U00001004','delivered',1,NULL,NULL,'D0000103Y','1795179859.000000','','2026-11-20 13:04:09.000000','2026-11-20 13:04:19.000000');
INSERT INTO "outbox" VALUES(17,'T00001000',4,14,'room','delivered',1,NULL,NULL,'C0000104T','1795179864.000003','','2026-11-20 13:04:22.000000','2026-11-20 13:04:24.000000');
INSERT INTO "outbox" VALUES(18,'T00001000',1,15,'room','delivered',1,NULL,NULL,'C0000100S','1795180328.000005','','2026-11-20 13:12:00.000000','2026-11-20 13:12:08.000000');
INSERT INTO "outbox" VALUES(19,'T00001000',1,15,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795180329.000000','','2026-11-20 13:12:00.000000','2026-11-20 13:12:09.000000');
INSERT INTO "outbox" VALUES(20,'T00001000',1,16,'room','delivered',1,NULL,NULL,'C0000100S','1795180339.000000','','2026-11-20 13:12:12.000000','2026-11-20 13:12:19.000000');
INSERT INTO "outbox" VALUES(21,'T00001000',1,16,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795180340.000000','','2026-11-20 13:12:12.000000','2026-11-20 13:12:20.000000');
INSERT INTO "outbox" VALUES(22,'T00001000',1,17,'room','delivered',1,NULL,NULL,'C0000100S','1795180348.000000','','2026-11-20 13:12:23.000000','2026-11-20 13:12:29.000000');
INSERT INTO "outbox" VALUES(23,'T00001000',1,17,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795180358.000000','','2026-11-20 13:12:23.000000','2026-11-20 13:12:38.000000');
INSERT INTO "outbox" VALUES(24,'T00001000',3,18,'room','delivered',1,NULL,NULL,'C0000102S','1795180362.000005','','2026-11-20 13:12:41.000000','2026-11-20 13:12:42.000000');
INSERT INTO "outbox" VALUES(25,'T00001000',3,18,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795180363.000000','','2026-11-20 13:12:41.000000','2026-11-20 13:12:43.000000');
INSERT INTO "outbox" VALUES(26,'T00001000',3,19,'room','delivered',1,NULL,NULL,'C0000102S','1795180368.000000','','2026-11-20 13:12:44.000000','2026-11-20 13:12:48.000000');
INSERT INTO "outbox" VALUES(27,'T00001000',3,19,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795180368.000001','','2026-11-20 13:12:44.000000','2026-11-20 13:12:48.000000');
INSERT INTO "outbox" VALUES(28,'T00001000',1,20,'room','delivered',1,NULL,NULL,'C0000100S','1795181823.000000','','2026-11-20 13:37:00.000000','2026-11-20 13:37:03.000000');
INSERT INTO "outbox" VALUES(29,'T00001000',1,21,'room','delivered',1,NULL,NULL,'C0000100S','1795182123.000000','','2026-11-20 13:42:00.000000','2026-11-20 13:42:03.000000');
INSERT INTO "outbox" VALUES(30,'T00001000',1,22,'room','delivered',1,NULL,NULL,'C0000100S','1795182600.000006','','2026-11-20 13:50:00.000000','2026-11-20 13:50:00.000000');
INSERT INTO "outbox" VALUES(31,'T00001000',1,22,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795182600.000007','','2026-11-20 13:50:00.000000','2026-11-20 13:50:00.000000');
INSERT INTO "outbox" VALUES(32,'T00001000',1,23,'room','delivered',1,NULL,NULL,'C0000100S','1795182601.000004','','2026-11-20 13:50:01.000000','2026-11-20 13:50:01.000000');
INSERT INTO "outbox" VALUES(33,'T00001000',1,27,'room','delivered',1,NULL,NULL,'C0000100S','1795184104.000000','','2026-11-20 14:15:00.000000','2026-11-20 14:15:04.000000');
INSERT INTO "outbox" VALUES(34,'T00001000',1,28,'room','delivered',1,NULL,NULL,'C0000100S','1795184405.000000','','2026-11-20 14:20:00.000000','2026-11-20 14:20:05.000000');
INSERT INTO "outbox" VALUES(35,'T00001000',1,29,'person:U00001004','delivered',1,NULL,NULL,'D0000103Y','1795185306.000000','','2026-11-20 14:35:00.000000','2026-11-20 14:35:06.000000');
INSERT INTO "outbox" VALUES(36,'T00001000',1,30,'room','delivered',1,NULL,NULL,'C0000100S','1795190404.000000','','2026-11-20 16:00:00.000000','2026-11-20 16:00:04.000000');
INSERT INTO "outbox" VALUES(37,'T00001000',1,31,'room','delivered',1,NULL,NULL,'C0000100S','1795194007.000000','','2026-11-20 17:00:00.000000','2026-11-20 17:00:07.000000');
INSERT INTO "outbox" VALUES(38,'T00001000',1,32,'room','delivered',1,NULL,NULL,'C0000100S','1795195809.000000','','2026-11-20 17:30:02.000000','2026-11-20 17:30:09.000000');
INSERT INTO "outbox" VALUES(39,'T00001000',1,32,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795195810.000000','','2026-11-20 17:30:02.000000','2026-11-20 17:30:10.000000');
INSERT INTO "outbox" VALUES(40,'T00001000',1,33,'room','delivered',1,NULL,NULL,'C0000100S','1795195822.000000','','2026-11-20 17:30:14.000000','2026-11-20 17:30:22.000000');
INSERT INTO "outbox" VALUES(41,'T00001000',1,33,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795195823.000000','','2026-11-20 17:30:14.000000','2026-11-20 17:30:23.000000');
INSERT INTO "outbox" VALUES(42,'T00001000',2,34,'room','delivered',1,NULL,NULL,'C0000101T','1795422631.000000','','2026-11-23 08:30:24.000000','2026-11-23 08:30:31.000000');
INSERT INTO "outbox" VALUES(43,'T00001000',4,35,'room','delivered',1,NULL,NULL,'C0000104T','1795422853.000000','','2026-11-23 08:34:09.000000','2026-11-23 08:34:13.000000');
INSERT INTO "outbox" VALUES(44,'T00001000',2,36,'room','delivered',1,NULL,NULL,'C0000101T','1795423809.000000','','2026-11-23 08:50:02.000000','2026-11-23 08:50:09.000000');
INSERT INTO "outbox" VALUES(45,'T00001000',2,36,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795423810.000000','','2026-11-23 08:50:02.000000','2026-11-23 08:50:10.000000');
INSERT INTO "outbox" VALUES(46,'T00001000',4,38,'room','delivered',1,NULL,NULL,'C0000104T','1795424657.000000','','2026-11-23 09:04:09.000000','2026-11-23 09:04:17.000000');
INSERT INTO "outbox" VALUES(47,'T00001000',2,39,'room','delivered',1,NULL,NULL,'C0000101T','1795426209.000002','','2026-11-23 09:30:02.000000','2026-11-23 09:30:09.000000');
INSERT INTO "outbox" VALUES(48,'T00001000',2,39,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795426213.000000','','2026-11-23 09:30:02.000000','2026-11-23 09:30:13.000000');
INSERT INTO "outbox" VALUES(49,'T00001000',2,40,'room','delivered',1,NULL,NULL,'C0000101T','1795426225.000005','','2026-11-23 09:30:15.000000','2026-11-23 09:30:25.000000');
INSERT INTO "outbox" VALUES(50,'T00001000',2,40,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795426227.000000','','2026-11-23 09:30:15.000000','2026-11-23 09:30:28.000000');
INSERT INTO "outbox" VALUES(51,'T00001000',3,41,'room','delivered',1,NULL,NULL,'C0000102S','1795426238.000000','','2026-11-23 09:30:34.000000','2026-11-23 09:30:38.000000');
INSERT INTO "outbox" VALUES(52,'T00001000',3,41,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795426238.000001','','2026-11-23 09:30:34.000000','2026-11-23 09:30:38.000000');
INSERT INTO "outbox" VALUES(53,'T00001000',5,42,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426247.000000','','2026-11-23 09:30:39.000000','2026-11-23 09:30:47.000000');
INSERT INTO "outbox" VALUES(54,'T00001000',5,43,'room','delivered',1,NULL,NULL,'C000010CR','1795426248.000000','','2026-11-23 09:30:39.000000','2026-11-23 09:30:48.000000');
INSERT INTO "outbox" VALUES(55,'T00001000',5,43,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426247.000001','','2026-11-23 09:30:39.000000','2026-11-23 09:30:47.000000');
INSERT INTO "outbox" VALUES(56,'T00001000',5,44,'room','delivered',1,NULL,NULL,'C000010CR','1795426260.000000','','2026-11-23 09:30:55.000000','2026-11-23 09:31:00.000000');
INSERT INTO "outbox" VALUES(57,'T00001000',6,45,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426266.000001','','2026-11-23 09:31:01.000000','2026-11-23 09:31:06.000000');
INSERT INTO "outbox" VALUES(58,'T00001000',6,46,'room','delivered',1,NULL,NULL,'C000010E2','1795426266.000003','','2026-11-23 09:31:01.000000','2026-11-23 09:31:06.000000');
INSERT INTO "outbox" VALUES(59,'T00001000',6,46,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426266.000002','','2026-11-23 09:31:01.000000','2026-11-23 09:31:06.000000');
INSERT INTO "outbox" VALUES(60,'T00001000',6,47,'room','delivered',1,NULL,NULL,'C000010E2','1795426268.000005','','2026-11-23 09:31:07.000000','2026-11-23 09:31:08.000000');
INSERT INTO "outbox" VALUES(61,'T00001000',7,48,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426271.000000','','2026-11-23 09:31:08.000000','2026-11-23 09:31:11.000000');
INSERT INTO "outbox" VALUES(62,'T00001000',7,49,'room','delivered',1,NULL,NULL,'C000010FD','1795426271.000002','','2026-11-23 09:31:08.000000','2026-11-23 09:31:11.000000');
INSERT INTO "outbox" VALUES(63,'T00001000',7,49,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426271.000001','','2026-11-23 09:31:08.000000','2026-11-23 09:31:11.000000');
INSERT INTO "outbox" VALUES(64,'T00001000',7,50,'room','delivered',1,NULL,NULL,'C000010FD','1795426275.000000','','2026-11-23 09:31:11.000000','2026-11-23 09:31:15.000000');
INSERT INTO "outbox" VALUES(65,'T00001000',8,51,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426278.000008','','2026-11-23 09:31:17.000000','2026-11-23 09:31:18.000000');
INSERT INTO "outbox" VALUES(66,'T00001000',8,52,'room','delivered',1,NULL,NULL,'C000010GO','1795426279.000001','','2026-11-23 09:31:17.000000','2026-11-23 09:31:19.000000');
INSERT INTO "outbox" VALUES(67,'T00001000',8,52,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426279.000000','','2026-11-23 09:31:17.000000','2026-11-23 09:31:19.000000');
INSERT INTO "outbox" VALUES(68,'T00001000',8,53,'room','delivered',1,NULL,NULL,'C000010GO','1795426286.000005','','2026-11-23 09:31:20.000000','2026-11-23 09:31:26.000000');
INSERT INTO "outbox" VALUES(69,'T00001000',9,54,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426295.000000','','2026-11-23 09:31:27.000000','2026-11-23 09:31:35.000000');
INSERT INTO "outbox" VALUES(70,'T00001000',9,55,'room','delivered',1,NULL,NULL,'C000010HZ','1795426296.000001','','2026-11-23 09:31:27.000000','2026-11-23 09:31:36.000000');
INSERT INTO "outbox" VALUES(71,'T00001000',9,55,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426296.000000','','2026-11-23 09:31:27.000000','2026-11-23 09:31:36.000000');
INSERT INTO "outbox" VALUES(72,'T00001000',9,56,'room','delivered',1,NULL,NULL,'C000010HZ','1795426299.000005','','2026-11-23 09:31:36.000000','2026-11-23 09:31:39.000000');
INSERT INTO "outbox" VALUES(73,'T00001000',10,57,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426312.000000','','2026-11-23 09:31:41.000000','2026-11-23 09:31:52.000000');
INSERT INTO "outbox" VALUES(74,'T00001000',10,58,'room','delivered',1,NULL,NULL,'C000010JA','1795426313.000001','','2026-11-23 09:31:41.000000','2026-11-23 09:31:53.000000');
INSERT INTO "outbox" VALUES(75,'T00001000',10,58,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426313.000000','','2026-11-23 09:31:41.000000','2026-11-23 09:31:53.000000');
INSERT INTO "outbox" VALUES(76,'T00001000',10,59,'room','delivered',1,NULL,NULL,'C000010JA','1795426317.000000','','2026-11-23 09:31:54.000000','2026-11-23 09:31:57.000000');
INSERT INTO "outbox" VALUES(77,'T00001000',10,59,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795426318.000000','','2026-11-23 09:31:54.000000','2026-11-23 09:31:58.000000');
INSERT INTO "outbox" VALUES(78,'T00001000',11,60,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426329.000000','','2026-11-23 09:31:59.000000','2026-11-23 09:32:09.000000');
INSERT INTO "outbox" VALUES(79,'T00001000',11,61,'room','delivered',1,NULL,NULL,'C000010KI','1795426329.000002','','2026-11-23 09:31:59.000000','2026-11-23 09:32:09.000000');
INSERT INTO "outbox" VALUES(80,'T00001000',11,61,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426329.000001','','2026-11-23 09:31:59.000000','2026-11-23 09:32:09.000000');
INSERT INTO "outbox" VALUES(81,'T00001000',11,62,'room','delivered',1,NULL,NULL,'C000010KI','1795426335.000005','','2026-11-23 09:32:10.000000','2026-11-23 09:32:15.000000');
INSERT INTO "outbox" VALUES(82,'T00001000',11,62,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795426336.000000','','2026-11-23 09:32:10.000000','2026-11-23 09:32:16.000000');
INSERT INTO "outbox" VALUES(83,'T00001000',12,63,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426349.000000','','2026-11-23 09:32:16.000000','2026-11-23 09:32:29.000000');
INSERT INTO "outbox" VALUES(84,'T00001000',12,64,'room','delivered',1,NULL,NULL,'C000010LU','1795426349.000002','','2026-11-23 09:32:16.000000','2026-11-23 09:32:29.000000');
INSERT INTO "outbox" VALUES(85,'T00001000',12,64,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426349.000001','','2026-11-23 09:32:16.000000','2026-11-23 09:32:29.000000');
INSERT INTO "outbox" VALUES(86,'T00001000',12,65,'room','delivered',1,NULL,NULL,'C000010LU','1795426350.000001','','2026-11-23 09:32:30.000000','2026-11-23 09:32:30.000000');
INSERT INTO "outbox" VALUES(87,'T00001000',12,66,'room','delivered',1,NULL,NULL,'C000010LU','1795426358.000000','','2026-11-23 09:32:33.000000','2026-11-23 09:32:38.000000');
INSERT INTO "outbox" VALUES(88,'T00001000',13,67,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426372.000000','','2026-11-23 09:32:39.000000','2026-11-23 09:32:52.000000');
INSERT INTO "outbox" VALUES(89,'T00001000',13,68,'room','delivered',1,NULL,NULL,'C000010MX','1795426372.000002','','2026-11-23 09:32:39.000000','2026-11-23 09:32:52.000000');
INSERT INTO "outbox" VALUES(90,'T00001000',13,68,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426372.000001','','2026-11-23 09:32:39.000000','2026-11-23 09:32:52.000000');
INSERT INTO "outbox" VALUES(91,'T00001000',13,71,'room','delivered',1,NULL,NULL,'C000010MX','1795426381.000006','','2026-11-23 09:32:58.000000','2026-11-23 09:33:01.000000');
INSERT INTO "outbox" VALUES(92,'T00001000',13,71,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426381.000005','','2026-11-23 09:32:58.000000','2026-11-23 09:33:01.000000');
INSERT INTO "outbox" VALUES(93,'T00001000',14,72,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426392.000000','','2026-11-23 09:33:02.000000','2026-11-23 09:33:12.000000');
INSERT INTO "outbox" VALUES(94,'T00001000',14,73,'room','delivered',1,NULL,NULL,'C000010OX','1795426393.000001','','2026-11-23 09:33:02.000000','2026-11-23 09:33:13.000000');
INSERT INTO "outbox" VALUES(95,'T00001000',14,73,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426393.000000','','2026-11-23 09:33:02.000000','2026-11-23 09:33:13.000000');
INSERT INTO "outbox" VALUES(96,'T00001000',15,74,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426404.000000','','2026-11-23 09:33:15.000000','2026-11-23 09:33:24.000000');
INSERT INTO "outbox" VALUES(97,'T00001000',15,75,'room','delivered',1,NULL,NULL,'C000010PU','1795426408.000000','','2026-11-23 09:33:15.000000','2026-11-23 09:33:28.000000');
INSERT INTO "outbox" VALUES(98,'T00001000',15,75,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426406.000000','','2026-11-23 09:33:15.000000','2026-11-23 09:33:26.000000');
INSERT INTO "outbox" VALUES(99,'T00001000',16,76,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426426.000000','','2026-11-23 09:33:32.000000','2026-11-23 09:33:46.000000');
INSERT INTO "outbox" VALUES(100,'T00001000',16,77,'room','delivered',1,NULL,NULL,'C000010QR','1795426428.000000','','2026-11-23 09:33:32.000000','2026-11-23 09:33:48.000000');
INSERT INTO "outbox" VALUES(101,'T00001000',16,77,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795426427.000000','','2026-11-23 09:33:32.000000','2026-11-23 09:33:47.000000');
INSERT INTO "outbox" VALUES(102,'T00001000',16,78,'room','pending',1,NULL,NULL,'','','','2026-11-23 09:33:52.000000',NULL);
INSERT INTO "outbox" VALUES(103,'T00001000',16,78,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795426436.000000','','2026-11-23 09:33:52.000000','2026-11-23 09:33:56.000000');
INSERT INTO "outbox" VALUES(104,'T00001000',16,79,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795426444.000000','','2026-11-23 09:33:56.000000','2026-11-23 09:34:04.000000');
INSERT INTO "outbox" VALUES(105,'T00001000',3,80,'room','delivered',1,NULL,NULL,'C0000102S','1795427740.000000','','2026-11-23 09:55:34.000000','2026-11-23 09:55:40.000000');
INSERT INTO "outbox" VALUES(106,'T00001000',3,81,'room','delivered',1,NULL,NULL,'C0000102S','1795428045.000000','','2026-11-23 10:00:35.000000','2026-11-23 10:00:45.000000');
INSERT INTO "outbox" VALUES(107,'T00001000',17,82,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795428601.000001','','2026-11-23 10:10:00.000000','2026-11-23 10:10:01.000000');
INSERT INTO "outbox" VALUES(108,'T00001000',17,83,'room','delivered',1,NULL,NULL,'C000010SE','1795428601.000003','','2026-11-23 10:10:00.000000','2026-11-23 10:10:01.000000');
INSERT INTO "outbox" VALUES(109,'T00001000',17,83,'person:U00001003','delivered',1,NULL,NULL,'D00001037','1795428601.000002','','2026-11-23 10:10:00.000000','2026-11-23 10:10:01.000000');
INSERT INTO "outbox" VALUES(110,'T00001000',18,84,'person:U00001001','delivered',1,NULL,NULL,'D00001014','1795428612.000001','','2026-11-23 10:10:02.000000','2026-11-23 10:10:12.000000');
INSERT INTO "outbox" VALUES(111,'T00001000',18,85,'room','delivered',1,NULL,NULL,'C000010TD','1795428613.000001','','2026-11-23 10:10:02.000000','2026-11-23 10:10:13.000000');
INSERT INTO "outbox" VALUES(112,'T00001000',18,85,'person:U00001002','delivered',1,NULL,NULL,'D00001018','1795428613.000000','','2026-11-23 10:10:02.000000','2026-11-23 10:10:13.000000');
INSERT INTO "outbox" VALUES(113,'T00001000',18,86,'room','delivered',1,NULL,NULL,'C000010TD','1795428624.000005','','2026-11-23 10:10:21.000000','2026-11-23 10:10:24.000000');
INSERT INTO "outbox" VALUES(114,'T00001000',17,87,'room','delivered',1,NULL,NULL,'C000010SE','1795428900.000000','','2026-11-23 10:15:00.000000','2026-11-23 10:15:00.000000');
INSERT INTO "outbox" VALUES(115,'T00001000',3,88,'person:U00001003','delivered',1,NULL,NULL,'D00001037','1795428937.000000','','2026-11-23 10:15:34.000000','2026-11-23 10:15:37.000000');
INSERT INTO "outbox" VALUES(116,'T00001000',3,88,'person:U00001004','delivered',1,NULL,NULL,'D0000103Y','1795428937.000001','','2026-11-23 10:15:34.000000','2026-11-23 10:15:37.000000');
INSERT INTO "outbox" VALUES(117,'T00001000',17,89,'room','delivered',1,NULL,NULL,'C000010SE','1795429202.000004','','2026-11-23 10:20:00.000000','2026-11-23 10:20:02.000000');
INSERT INTO "outbox" VALUES(118,'T00001000',17,90,'room','delivered',1,NULL,NULL,'C000010SE','1795429506.000001','','2026-11-23 10:25:00.000000','2026-11-23 10:25:06.000000');
INSERT INTO "outbox" VALUES(119,'T00001000',17,90,'person:U00001003','delivered',1,NULL,NULL,'D00001037','1795429506.000000','','2026-11-23 10:25:00.000000','2026-11-23 10:25:06.000000');
INSERT INTO "outbox" VALUES(120,'T00001000',17,91,'room','delivered',1,NULL,NULL,'C000010SE','1795430101.000000','','2026-11-23 10:35:00.000000','2026-11-23 10:35:01.000000');
INSERT INTO "outbox" VALUES(121,'T00001000',17,91,'person:U00001004','delivered',1,NULL,NULL,'D0000103Y','1795430100.000002','','2026-11-23 10:35:00.000000','2026-11-23 10:35:00.000000');
INSERT INTO "outbox" VALUES(122,'T00001000',18,92,'room','delivered',1,NULL,NULL,'C000010TD','1795430102.000000','','2026-11-23 10:35:02.000000','2026-11-23 10:35:02.000000');
INSERT INTO "outbox" VALUES(123,'T00001000',18,93,'room','delivered',1,NULL,NULL,'C000010TD','1795430223.000004','','2026-11-23 10:37:00.000000','2026-11-23 10:37:03.000000');
INSERT INTO "outbox" VALUES(124,'T00001000',17,94,'room','delivered',1,NULL,NULL,'C000010SE','1795430400.000005','','2026-11-23 10:40:00.000000','2026-11-23 10:40:00.000000');
INSERT INTO "outbox" VALUES(125,'T00001000',6,95,'room','sending',1,'2026-11-23 10:40:01.000000','2026-11-23 10:40:16.000000','','','','2026-11-23 10:40:00.000000',NULL);
INSERT INTO "outbox" VALUES(126,'T00001000',6,95,'announcement:incidents','sending',1,'2026-11-23 10:40:01.000000','2026-11-23 10:40:16.000000','','','','2026-11-23 10:40:00.000000',NULL);
INSERT INTO "outbox" VALUES(127,'T00001000',7,96,'room','sending',2,'2026-11-23 10:40:25.000000','2026-11-23 10:40:35.000000','','','','2026-11-23 10:40:01.000000',NULL);
INSERT INTO "outbox" VALUES(128,'T00001000',7,96,'announcement:incidents','delivered',1,NULL,NULL,'C00001006','1795430417.000000','','2026-11-23 10:40:01.000000','2026-11-23 10:40:17.000000');
INSERT INTO "outbox" VALUES(129,'T00001000',8,97,'room','sending',1,'2026-11-23 10:40:15.000000','2026-11-23 10:40:30.000000','','','','2026-11-23 10:40:07.000000',NULL);
INSERT INTO "outbox" VALUES(130,'T00001000',8,97,'announcement:incidents','sending',1,'2026-11-23 10:40:15.000000','2026-11-23 10:40:30.000000','','','','2026-11-23 10:40:07.000000',NULL);
INSERT INTO "outbox" VALUES(131,'T00001000',19,98,'person:U00001001','pending',0,NULL,NULL,'','','','2026-11-23 10:40:10.000000',NULL);
INSERT INTO "outbox" VALUES(132,'T00001000',20,99,'person:U00001001','pending',0,NULL,NULL,'','','','2026-11-23 10:40:16.000000',NULL);
CREATE TABLE person (
	team_id VARCHAR NOT NULL, 
	user_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	is_bot BOOLEAN NOT NULL, 
	is_deactivated BOOLEAN NOT NULL, 
	fetched_at DATETIME NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (team_id, user_id), 
	CONSTRAINT fk_person_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id)
);
INSERT INTO "person" VALUES('T00001000','U00001002','bob','America/New_York',0,0,'2026-11-23 09:32:30.000000');
INSERT INTO "person" VALUES('T00001000','U00001001','ana','Europe/Berlin',0,0,'2026-11-23 10:40:34.000000');
CREATE TABLE receipt (
	team_id VARCHAR NOT NULL, 
	"key" VARCHAR(255) NOT NULL, 
	operation VARCHAR NOT NULL, 
	incident_id INTEGER, 
	carried_out_at DATETIME NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (team_id, "key"), 
	CONSTRAINT fk_receipt_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_receipt_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id)
);
INSERT INTO "receipt" VALUES('T00001000','form:459863ed8b7a4ea080b5489339201f1b','declare',1,'2026-11-20 13:00:00.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000001','joined',1,'2026-11-20 13:00:08.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000002','joined',1,'2026-11-20 13:00:08.000000');
INSERT INTO "receipt" VALUES('T00001000','form:33e2cb37cfe34017b01ad2418a979a1a','declare',2,'2026-11-20 13:00:24.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000003','joined',2,'2026-11-20 13:00:32.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000004','joined',2,'2026-11-20 13:00:32.000000');
INSERT INTO "receipt" VALUES('T00001000','form:c9a942b0f1564e76bf7c046211040d44','declare',3,'2026-11-20 13:00:42.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000005','joined',3,'2026-11-20 13:00:47.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000006','joined',3,'2026-11-20 13:00:47.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:7.55433.a00001009u00001002','ack',1,'2026-11-20 13:04:00.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:8.63352.a00001009u00001002','note',1,'2026-11-20 13:04:01.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:9.71271.a00001009u00001002','assign',1,'2026-11-20 13:04:02.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000007','joined',1,'2026-11-20 13:04:05.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:10.79190.a00001009u00001003','ack',3,'2026-11-20 13:04:07.000000');
INSERT INTO "receipt" VALUES('T00001000','form:9559cebc48ed4b4bb6c339296415b1c2','declare',4,'2026-11-20 13:04:09.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000008','joined',4,'2026-11-20 13:04:11.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000009','joined',4,'2026-11-20 13:04:11.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:13.102947.a00001009u00001004','summary',4,'2026-11-20 13:04:20.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:14.110866.a00001009u00001004','invite',4,'2026-11-20 13:04:22.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000010','joined',4,'2026-11-20 13:04:24.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:15.118785.a00001009u00001002','update',1,'2026-11-20 13:12:00.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:16.126704.a00001009u00001002','severity',1,'2026-11-20 13:12:12.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:17.134623.a00001009u00001002','severity',1,'2026-11-20 13:12:23.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:18.142542.a00001009u00001003','resolve',3,'2026-11-20 13:12:41.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:19.150461.a00001009u00001003','close',3,'2026-11-20 13:12:44.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:7e08cd4a7b875e98','remind',1,'2026-11-20 13:37:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:d3bed3fa1104f39e','remind',1,'2026-11-20 13:42:00.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:20.158380.a00001009u00001002','update',1,'2026-11-20 13:50:00.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:21.166299.a00001009u00001002','handback',1,'2026-11-20 13:50:01.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000011','pinmessage',1,'2026-11-20 13:50:01.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000012','pinmessage',1,'2026-11-20 13:50:01.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000013','unpinmessage',1,'2026-11-20 13:50:01.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:d2d9b0c7455c3432','remind',1,'2026-11-20 14:15:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:bd57c436cbab8bfd','remind',1,'2026-11-20 14:20:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:fa6b7a0b6ab51f7c','remind',1,'2026-11-20 14:35:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:bd94cfc3218d7e00','remind',1,'2026-11-20 16:00:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:f442e67aa969f436','remind',1,'2026-11-20 17:00:00.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:22.174218.a00001009u00001002','resolve',1,'2026-11-20 17:30:02.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:23.182137.a00001009u00001002','close',1,'2026-11-20 17:30:14.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:0c3dfff64ee330f1','remind',2,'2026-11-23 08:30:24.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:379995d60cbb5fce','remind',4,'2026-11-23 08:34:09.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:24.190056.a00001009u00001002','update',2,'2026-11-23 08:50:02.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:25.197975.a00001009u00001002','rename',2,'2026-11-23 08:50:14.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:18cfc05636c69201','remind',4,'2026-11-23 09:04:09.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:26.205894.a00001009u00001002','resolve',2,'2026-11-23 09:30:02.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:27.213813.a00001009u00001002','close',2,'2026-11-23 09:30:15.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:28.221732.a00001009u00001003','reopen',3,'2026-11-23 09:30:34.000000');
INSERT INTO "receipt" VALUES('T00001000','form:d525cde2ba5841dbb46450c4600b19e3','declare',5,'2026-11-23 09:30:39.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000014','joined',5,'2026-11-23 09:30:44.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000015','joined',5,'2026-11-23 09:30:44.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:31.245489.a00001009u00001002','status',5,'2026-11-23 09:30:55.000000');
INSERT INTO "receipt" VALUES('T00001000','form:78b67e18626e4fba8867a1f669f428b1','declare',6,'2026-11-23 09:31:01.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000017','joined',6,'2026-11-23 09:31:03.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000016','joined',6,'2026-11-23 09:31:03.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:34.269246.a00001009u00001002','status',6,'2026-11-23 09:31:07.000000');
INSERT INTO "receipt" VALUES('T00001000','form:9c55df95973a4332869aef9f2949876c','declare',7,'2026-11-23 09:31:08.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000018','joined',7,'2026-11-23 09:31:08.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000019','joined',7,'2026-11-23 09:31:08.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:37.293003.a00001009u00001002','status',7,'2026-11-23 09:31:11.000000');
INSERT INTO "receipt" VALUES('T00001000','form:e82d7f54e87241afbf35901c394a2430','declare',8,'2026-11-23 09:31:17.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000021','joined',8,'2026-11-23 09:31:18.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000020','joined',8,'2026-11-23 09:31:18.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:40.316760.a00001009u00001002','status',8,'2026-11-23 09:31:20.000000');
INSERT INTO "receipt" VALUES('T00001000','form:b1ca6ed01ebe41ca8d40794b533e9d7f','declare',9,'2026-11-23 09:31:27.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000023','joined',9,'2026-11-23 09:31:30.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000022','joined',9,'2026-11-23 09:31:30.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:43.340517.a00001009u00001002','status',9,'2026-11-23 09:31:36.000000');
INSERT INTO "receipt" VALUES('T00001000','form:4733ae6108a2487b90b70938815c36f1','declare',10,'2026-11-23 09:31:41.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000024','joined',10,'2026-11-23 09:31:46.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000025','joined',10,'2026-11-23 09:31:46.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:46.364274.a00001009u00001002','status',10,'2026-11-23 09:31:54.000000');
INSERT INTO "receipt" VALUES('T00001000','form:423044d274f949daafd5def5f26fa197','declare',11,'2026-11-23 09:31:59.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000026','joined',11,'2026-11-23 09:32:05.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000027','joined',11,'2026-11-23 09:32:05.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:49.388031.a00001009u00001002','resolve',11,'2026-11-23 09:32:10.000000');
INSERT INTO "receipt" VALUES('T00001000','form:ba861a59998447d3a92c07659460fce7','declare',12,'2026-11-23 09:32:16.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000028','joined',12,'2026-11-23 09:32:23.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000029','joined',12,'2026-11-23 09:32:23.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:52.411788.a00001009u00001002','pause',12,'2026-11-23 09:32:30.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:53.419707.a00001009u00001002','due',12,'2026-11-23 09:32:33.000000');
INSERT INTO "receipt" VALUES('T00001000','form:3affbd6d4435458195b53709c2d16ac0','declare',13,'2026-11-23 09:32:39.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000030','joined',13,'2026-11-23 09:32:45.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000031','joined',13,'2026-11-23 09:32:45.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:56.443464.a00001009u00001002','rename',13,'2026-11-23 09:32:53.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:57.451383.a00001009u00001002','summary',13,'2026-11-23 09:32:56.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:58.459302.a00001009u00001002','claim',13,'2026-11-23 09:32:58.000000');
INSERT INTO "receipt" VALUES('T00001000','form:98bb1c946a004edba97cf8e571b4e0a0','declare',14,'2026-11-23 09:33:02.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000032','joined',14,'2026-11-23 09:33:07.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000033','joined',14,'2026-11-23 09:33:07.000000');
INSERT INTO "receipt" VALUES('T00001000','form:6ca9bb3c4a9f4e70afc95ec411528ce8','declare',15,'2026-11-23 09:33:15.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000034','joined',15,'2026-11-23 09:33:16.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000035','joined',15,'2026-11-23 09:33:16.000000');
INSERT INTO "receipt" VALUES('T00001000','form:fdab5debbd5549b98ef3ab987872d4df','declare',16,'2026-11-23 09:33:32.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000036','joined',16,'2026-11-23 09:33:39.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000037','joined',16,'2026-11-23 09:33:39.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:65.514735.a00001009u00001002','update',16,'2026-11-23 09:33:52.000000');
INSERT INTO "receipt" VALUES('T00001000','failure:room-16-is_archived','reportfailure',16,'2026-11-23 09:33:56.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:f7a9db2d76cdbb98','remind',3,'2026-11-23 09:55:34.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:c5d429fa9ebfd677','remind',3,'2026-11-23 10:00:35.000000');
INSERT INTO "receipt" VALUES('T00001000','form:e32f50daffbf456abd80d81c59761031','declare',17,'2026-11-23 10:10:00.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000039','joined',17,'2026-11-23 10:10:00.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000038','joined',17,'2026-11-23 10:10:00.000000');
INSERT INTO "receipt" VALUES('T00001000','form:2e9ab77f9056427f9d81bce61225600b','declare',18,'2026-11-23 10:10:02.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000041','joined',18,'2026-11-23 10:10:09.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000040','joined',18,'2026-11-23 10:10:09.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:70.554330.a00001009u00001002','ack',18,'2026-11-23 10:10:21.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:1ea98a9faf54a703','remind',17,'2026-11-23 10:15:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:2b548e7c116efd4b','remind',3,'2026-11-23 10:15:34.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:b81fe2edf3f4c202','remind',17,'2026-11-23 10:20:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:3ee4f6bbabe89ec2','remind',17,'2026-11-23 10:25:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:4a78c813fa79ffb0','remind',17,'2026-11-23 10:35:00.000000');
INSERT INTO "receipt" VALUES('T00001000','event:Ev000000042','joined',17,'2026-11-23 10:35:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:6d2512a0e4ee8372','remind',18,'2026-11-23 10:35:02.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:71.562249.a00001009u00001002','snooze',18,'2026-11-23 10:37:00.000000');
INSERT INTO "receipt" VALUES('T00001000','remind:43dd091ecb988369','remind',17,'2026-11-23 10:40:00.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:72.570168.a00001009u00001002','update',6,'2026-11-23 10:40:00.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:73.578087.a00001009u00001002','update',7,'2026-11-23 10:40:01.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:74.586006.a00001009u00001002','update',8,'2026-11-23 10:40:07.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:75.593925.a00001009u00001001','declare',19,'2026-11-23 10:40:10.000000');
INSERT INTO "receipt" VALUES('T00001000','trigger:76.601844.a00001009u00001001','declare',20,'2026-11-23 10:40:16.000000');
CREATE TABLE responder (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	incident_id INTEGER NOT NULL, 
	user_id VARCHAR NOT NULL, 
	since DATETIME NOT NULL, 
	left_at DATETIME, 
	invitation VARCHAR NOT NULL, 
	problem VARCHAR NOT NULL, seen_at DATETIME, 
	CONSTRAINT pk_responder PRIMARY KEY (id), 
	CONSTRAINT ck_responder_invitation CHECK (invitation IN ('wanted', 'done', 'failed')), 
	CONSTRAINT fk_responder_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_responder_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id), 
	CONSTRAINT uq_responder_incident_id_user_id UNIQUE (incident_id, user_id)
);
INSERT INTO "responder" VALUES(1,'T00001000',1,'U00001001','2026-11-20 13:00:00.000000',NULL,'done','','2026-11-20 13:00:07.000001');
INSERT INTO "responder" VALUES(2,'T00001000',1,'U00001002','2026-11-20 13:00:00.000000',NULL,'done','','2026-11-20 13:00:07.000003');
INSERT INTO "responder" VALUES(3,'T00001000',2,'U00001001','2026-11-20 13:00:24.000000',NULL,'done','','2026-11-20 13:00:31.000001');
INSERT INTO "responder" VALUES(4,'T00001000',2,'U00001002','2026-11-20 13:00:24.000000',NULL,'done','','2026-11-20 13:00:31.000003');
INSERT INTO "responder" VALUES(5,'T00001000',3,'U00001001','2026-11-20 13:00:42.000000',NULL,'done','','2026-11-20 13:00:46.000001');
INSERT INTO "responder" VALUES(6,'T00001000',3,'U00001003','2026-11-20 13:00:42.000000',NULL,'done','','2026-11-20 13:00:46.000003');
INSERT INTO "responder" VALUES(7,'T00001000',1,'U00001004','2026-11-20 13:04:02.000000',NULL,'done','','2026-11-20 13:04:04.000002');
INSERT INTO "responder" VALUES(8,'T00001000',4,'U00001001','2026-11-20 13:04:09.000000',NULL,'done','','2026-11-20 13:04:11.000001');
INSERT INTO "responder" VALUES(9,'T00001000',4,'U00001004','2026-11-20 13:04:09.000000',NULL,'done','','2026-11-20 13:04:11.000003');
INSERT INTO "responder" VALUES(10,'T00001000',4,'U00001003','2026-11-20 13:04:22.000000',NULL,'done','','2026-11-20 13:04:24.000002');
INSERT INTO "responder" VALUES(11,'T00001000',5,'U00001001','2026-11-23 09:30:39.000000',NULL,'done','','2026-11-23 09:30:44.000001');
INSERT INTO "responder" VALUES(12,'T00001000',5,'U00001002','2026-11-23 09:30:39.000000',NULL,'done','','2026-11-23 09:30:44.000003');
INSERT INTO "responder" VALUES(13,'T00001000',6,'U00001001','2026-11-23 09:31:01.000000',NULL,'done','','2026-11-23 09:31:03.000001');
INSERT INTO "responder" VALUES(14,'T00001000',6,'U00001002','2026-11-23 09:31:01.000000',NULL,'done','','2026-11-23 09:31:03.000003');
INSERT INTO "responder" VALUES(15,'T00001000',7,'U00001001','2026-11-23 09:31:08.000000',NULL,'done','','2026-11-23 09:31:08.000008');
INSERT INTO "responder" VALUES(16,'T00001000',7,'U00001002','2026-11-23 09:31:08.000000',NULL,'done','','2026-11-23 09:31:08.000010');
INSERT INTO "responder" VALUES(17,'T00001000',8,'U00001001','2026-11-23 09:31:17.000000',NULL,'done','','2026-11-23 09:31:18.000001');
INSERT INTO "responder" VALUES(18,'T00001000',8,'U00001002','2026-11-23 09:31:17.000000',NULL,'done','','2026-11-23 09:31:18.000003');
INSERT INTO "responder" VALUES(19,'T00001000',9,'U00001001','2026-11-23 09:31:27.000000',NULL,'done','','2026-11-23 09:31:30.000001');
INSERT INTO "responder" VALUES(20,'T00001000',9,'U00001002','2026-11-23 09:31:27.000000',NULL,'done','','2026-11-23 09:31:30.000003');
INSERT INTO "responder" VALUES(21,'T00001000',10,'U00001001','2026-11-23 09:31:41.000000',NULL,'done','','2026-11-23 09:31:45.000001');
INSERT INTO "responder" VALUES(22,'T00001000',10,'U00001002','2026-11-23 09:31:41.000000',NULL,'done','','2026-11-23 09:31:45.000003');
INSERT INTO "responder" VALUES(23,'T00001000',11,'U00001001','2026-11-23 09:31:59.000000',NULL,'done','','2026-11-23 09:32:04.000001');
INSERT INTO "responder" VALUES(24,'T00001000',11,'U00001002','2026-11-23 09:31:59.000000',NULL,'done','','2026-11-23 09:32:04.000003');
INSERT INTO "responder" VALUES(25,'T00001000',12,'U00001001','2026-11-23 09:32:16.000000',NULL,'done','','2026-11-23 09:32:22.000001');
INSERT INTO "responder" VALUES(26,'T00001000',12,'U00001002','2026-11-23 09:32:16.000000',NULL,'done','','2026-11-23 09:32:22.000003');
INSERT INTO "responder" VALUES(27,'T00001000',13,'U00001001','2026-11-23 09:32:39.000000',NULL,'done','','2026-11-23 09:32:44.000001');
INSERT INTO "responder" VALUES(28,'T00001000',13,'U00001002','2026-11-23 09:32:39.000000',NULL,'done','','2026-11-23 09:32:44.000003');
INSERT INTO "responder" VALUES(29,'T00001000',14,'U00001001','2026-11-23 09:33:02.000000',NULL,'done','','2026-11-23 09:33:06.000001');
INSERT INTO "responder" VALUES(30,'T00001000',14,'U00001002','2026-11-23 09:33:02.000000',NULL,'done','','2026-11-23 09:33:06.000003');
INSERT INTO "responder" VALUES(31,'T00001000',15,'U00001001','2026-11-23 09:33:15.000000',NULL,'done','','2026-11-23 09:33:16.000001');
INSERT INTO "responder" VALUES(32,'T00001000',15,'U00001002','2026-11-23 09:33:15.000000',NULL,'done','','2026-11-23 09:33:16.000003');
INSERT INTO "responder" VALUES(33,'T00001000',16,'U00001001','2026-11-23 09:33:32.000000',NULL,'done','','2026-11-23 09:33:37.000001');
INSERT INTO "responder" VALUES(34,'T00001000',16,'U00001002','2026-11-23 09:33:32.000000',NULL,'done','','2026-11-23 09:33:37.000003');
INSERT INTO "responder" VALUES(35,'T00001000',17,'U00001001','2026-11-23 10:10:00.000000',NULL,'done','','2026-11-23 10:10:00.000002');
INSERT INTO "responder" VALUES(36,'T00001000',17,'U00001003','2026-11-23 10:10:00.000000',NULL,'done','','2026-11-23 10:10:00.000004');
INSERT INTO "responder" VALUES(37,'T00001000',18,'U00001001','2026-11-23 10:10:02.000000',NULL,'done','','2026-11-23 10:10:08.000001');
INSERT INTO "responder" VALUES(38,'T00001000',18,'U00001002','2026-11-23 10:10:02.000000',NULL,'done','','2026-11-23 10:10:08.000003');
INSERT INTO "responder" VALUES(39,'T00001000',17,'U00001004','2026-11-23 10:35:00.000000',NULL,'done','','2026-11-23 10:35:00.000001');
INSERT INTO "responder" VALUES(40,'T00001000',19,'U00001001','2026-11-23 10:40:10.000000',NULL,'wanted','',NULL);
INSERT INTO "responder" VALUES(41,'T00001000',20,'U00001001','2026-11-23 10:40:16.000000',NULL,'wanted','',NULL);
CREATE TABLE role_assignment (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	incident_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	"exclusive" BOOLEAN NOT NULL, 
	user_id VARCHAR NOT NULL, 
	assigned_by VARCHAR, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_role_assignment PRIMARY KEY (id), 
	CONSTRAINT fk_role_assignment_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_role_assignment_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id)
);
INSERT INTO "role_assignment" VALUES(1,'T00001000',1,'lead',1,'U00001002','U00001001','2026-11-20 13:00:00.000000','2026-11-20 13:50:01.000000');
INSERT INTO "role_assignment" VALUES(2,'T00001000',2,'lead',1,'U00001002','U00001001','2026-11-20 13:00:24.000000',NULL);
INSERT INTO "role_assignment" VALUES(3,'T00001000',3,'lead',1,'U00001003','U00001001','2026-11-20 13:00:42.000000',NULL);
INSERT INTO "role_assignment" VALUES(4,'T00001000',1,'scribe',1,'U00001004','U00001002','2026-11-20 13:04:02.000000',NULL);
INSERT INTO "role_assignment" VALUES(5,'T00001000',4,'lead',1,'U00001004','U00001001','2026-11-20 13:04:09.000000',NULL);
INSERT INTO "role_assignment" VALUES(6,'T00001000',5,'lead',1,'U00001002','U00001001','2026-11-23 09:30:39.000000',NULL);
INSERT INTO "role_assignment" VALUES(7,'T00001000',6,'lead',1,'U00001002','U00001001','2026-11-23 09:31:01.000000',NULL);
INSERT INTO "role_assignment" VALUES(8,'T00001000',7,'lead',1,'U00001002','U00001001','2026-11-23 09:31:08.000000',NULL);
INSERT INTO "role_assignment" VALUES(9,'T00001000',8,'lead',1,'U00001002','U00001001','2026-11-23 09:31:17.000000',NULL);
INSERT INTO "role_assignment" VALUES(10,'T00001000',9,'lead',1,'U00001002','U00001001','2026-11-23 09:31:27.000000',NULL);
INSERT INTO "role_assignment" VALUES(11,'T00001000',10,'lead',1,'U00001002','U00001001','2026-11-23 09:31:41.000000',NULL);
INSERT INTO "role_assignment" VALUES(12,'T00001000',11,'lead',1,'U00001002','U00001001','2026-11-23 09:31:59.000000',NULL);
INSERT INTO "role_assignment" VALUES(13,'T00001000',12,'lead',1,'U00001002','U00001001','2026-11-23 09:32:16.000000',NULL);
INSERT INTO "role_assignment" VALUES(14,'T00001000',13,'lead',1,'U00001002','U00001001','2026-11-23 09:32:39.000000',NULL);
INSERT INTO "role_assignment" VALUES(15,'T00001000',13,'comms',1,'U00001002','U00001002','2026-11-23 09:32:58.000000',NULL);
INSERT INTO "role_assignment" VALUES(16,'T00001000',14,'lead',1,'U00001002','U00001001','2026-11-23 09:33:02.000000',NULL);
INSERT INTO "role_assignment" VALUES(17,'T00001000',15,'lead',1,'U00001002','U00001001','2026-11-23 09:33:15.000000',NULL);
INSERT INTO "role_assignment" VALUES(18,'T00001000',16,'lead',1,'U00001002','U00001001','2026-11-23 09:33:32.000000',NULL);
INSERT INTO "role_assignment" VALUES(19,'T00001000',17,'lead',1,'U00001003','U00001001','2026-11-23 10:10:00.000000',NULL);
INSERT INTO "role_assignment" VALUES(20,'T00001000',18,'lead',1,'U00001002','U00001001','2026-11-23 10:10:02.000000',NULL);
CREATE TABLE room (
	incident_id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	wanted INTEGER NOT NULL, 
	applied INTEGER NOT NULL, 
	tried INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry_at DATETIME, 
	lease_owner VARCHAR, 
	lease_until DATETIME, 
	problem VARCHAR NOT NULL, 
	channel_id VARCHAR, 
	channel_name VARCHAR NOT NULL, 
	creating_name VARCHAR NOT NULL, 
	archived BOOLEAN NOT NULL, 
	topic VARCHAR NOT NULL, 
	pinned_ts VARCHAR NOT NULL, 
	bookmarks JSON NOT NULL, 
	CONSTRAINT pk_room PRIMARY KEY (incident_id), 
	CONSTRAINT fk_room_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_room_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id), 
	CONSTRAINT uq_room_team_id_channel_id UNIQUE (team_id, channel_id)
);
INSERT INTO "room" VALUES(1,'T00001000',21,21,21,0,NULL,NULL,NULL,'','C0000100S','inc-1-checkout-is-down','inc-1-checkout-is-down',0,'🔴 SEV1 · Closed','1795179608.000000','{}');
INSERT INTO "room" VALUES(2,'T00001000',6,6,6,0,NULL,NULL,NULL,'','C0000101T','inc-2-exports-are-slow','inc-2-exports-are-slow',0,'🟡 SEV3 · Closed · Incident lead: <@U00001002>','1795179632.000000','{}');
INSERT INTO "room" VALUES(3,'T00001000',8,8,8,0,NULL,NULL,NULL,'','C0000102S','inc-3-logins-fail','inc-3-logins-fail',0,'🔴 SEV1 · Acknowledged · Incident lead: <@U00001003>','1795179648.000000','{}');
INSERT INTO "room" VALUES(4,'T00001000',5,5,5,0,NULL,NULL,NULL,'','C0000104T','inc-4-a-key-has-leaked','inc-4-a-key-has-leaked',0,'🟡 SEV3 · Declared · Incident lead: <@U00001004>','1795179851.000005','{}');
INSERT INTO "room" VALUES(5,'T00001000',2,2,2,0,NULL,NULL,NULL,'','C000010CR','inc-5-status-is-investigating','inc-5-status-is-investigating',0,'🟡 SEV3 · Investigating · Incident lead: <@U00001002> · Next update 13:30 UTC','1795426245.000000','{}');
INSERT INTO "room" VALUES(6,'T00001000',3,2,2,0,NULL,'ee4491781ebc47c084faee2312d034dc','2026-11-23 10:41:04.000000','','C000010E2','inc-6-status-is-identified','inc-6-status-is-identified',0,'🟡 SEV3 · Identified · Incident lead: <@U00001002> · Next update 14:40 UTC','1795426264.000000','{}');
INSERT INTO "room" VALUES(7,'T00001000',3,2,3,3,'2026-11-23 10:40:35.000000',NULL,NULL,'','C000010FD','inc-7-status-is-mitigated','inc-7-status-is-mitigated',0,'🟡 SEV3 · Mitigated · Incident lead: <@U00001002> · Next update 14:40 UTC','1795426268.000012','{}');
INSERT INTO "room" VALUES(8,'T00001000',3,2,2,0,NULL,'ee4491781ebc47c084faee2312d034dc','2026-11-23 10:41:18.000000','','C000010GO','inc-8-status-is-monitoring','inc-8-status-is-monitoring',0,'🟡 SEV3 · Monitoring · Incident lead: <@U00001002> · Next update 14:40 UTC','1795426278.000005','{}');
INSERT INTO "room" VALUES(9,'T00001000',2,2,2,0,NULL,NULL,NULL,'','C000010HZ','inc-9-status-is-paused','inc-9-status-is-paused',0,'🟡 SEV3 · Paused · Incident lead: <@U00001002>','1795426291.000000','{}');
INSERT INTO "room" VALUES(10,'T00001000',2,2,2,0,NULL,NULL,NULL,'','C000010JA','inc-10-a-false-alarm','inc-10-a-false-alarm',0,'🟡 SEV3 · Cancelled · Incident lead: <@U00001002>','1795426306.000000','{}');
INSERT INTO "room" VALUES(11,'T00001000',2,2,2,0,NULL,NULL,NULL,'','C000010KI','inc-11-backups-fail','inc-11-backups-fail',0,'🟡 SEV3 · Resolved · Incident lead: <@U00001002>','1795426325.000000','{}');
INSERT INTO "room" VALUES(12,'T00001000',3,3,3,0,NULL,NULL,NULL,'','C000010LU','inc-12-reports-are-wrong','inc-12-reports-are-wrong',0,'🟡 SEV3 · Declared · Incident lead: <@U00001002> · Next update 13:32 UTC','1795426343.000000','{}');
INSERT INTO "room" VALUES(13,'T00001000',4,4,4,0,NULL,NULL,NULL,'','C000010MX','inc-13-payments','inc-13-payments',0,'🟡 SEV3 · Acknowledged · Incident lead: <@U00001002> · Next update 13:32 UTC','1795426365.000000','{}');
INSERT INTO "room" VALUES(14,'T00001000',1,1,1,0,NULL,NULL,NULL,'','C000010OX','inc-14-what-if-the-region-is-gone','inc-14-what-if-the-region-is-gone',0,'🟡 SEV3 · Declared · Incident lead: <@U00001002> · Next update 13:33 UTC','1795426387.000000','{}');
INSERT INTO "room" VALUES(15,'T00001000',1,1,1,0,NULL,NULL,NULL,'','C000010PU','inc-15-last-week-s-outage','inc-15-last-week-s-outage',0,'🟡 SEV3 · Declared · Incident lead: <@U00001002>','1795426397.000000','{}');
INSERT INTO "room" VALUES(16,'T00001000',3,3,3,0,NULL,NULL,NULL,'the channel is archived (is_archived)','C000010QR','inc-16-nobody-wants-this-room','inc-16-nobody-wants-this-room',1,'🟡 SEV3 · Declared · Incident lead: <@U00001002> · Next update 13:33 UTC','1795426420.000000','{}');
INSERT INTO "room" VALUES(17,'T00001000',6,6,6,0,NULL,NULL,NULL,'','C000010SE','inc-17-nothing-answers','inc-17-nothing-answers',0,'🔴 SEV1 · Declared · Incident lead: <@U00001003>','1795428600.000006','{}');
INSERT INTO "room" VALUES(18,'T00001000',4,4,4,0,NULL,NULL,NULL,'','C000010TD','inc-18-search-finds-nothing','inc-18-search-finds-nothing',0,'🔴 SEV1 · Acknowledged · Incident lead: <@U00001002> · Next update 10:40 UTC','1795428610.000000','{}');
INSERT INTO "room" VALUES(19,'T00001000',1,0,0,0,NULL,'ee4491781ebc47c084faee2312d034dc','2026-11-23 10:41:18.000000','',NULL,'','inc-19-search-is-slow',0,'','','{}');
INSERT INTO "room" VALUES(20,'T00001000',1,0,0,0,NULL,'ee4491781ebc47c084faee2312d034dc','2026-11-23 10:41:23.000000','',NULL,'','inc-20-mail-is-late',0,'','','{}');
CREATE TABLE snooze (
	id INTEGER NOT NULL, 
	incident_id INTEGER NOT NULL, 
	clock VARCHAR NOT NULL, 
	until DATETIME NOT NULL, 
	reason VARCHAR NOT NULL, 
	actor_id VARCHAR, 
	snoozed_at DATETIME NOT NULL, 
	CONSTRAINT pk_snooze PRIMARY KEY (id), 
	CONSTRAINT fk_snooze_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id)
);
INSERT INTO "snooze" VALUES(1,18,'update','2026-11-23 11:07:00.000000','I am on the phone','U00001002','2026-11-23 10:37:00.000000');
CREATE TABLE status_update (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	incident_id INTEGER NOT NULL, 
	author_id VARCHAR, 
	body VARCHAR NOT NULL, 
	milestone VARCHAR NOT NULL, 
	severity VARCHAR NOT NULL, 
	next_update_at DATETIME, 
	posted_at DATETIME NOT NULL, 
	CONSTRAINT pk_status_update PRIMARY KEY (id), 
	CONSTRAINT fk_status_update_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_status_update_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id)
);
INSERT INTO "status_update" VALUES(1,'T00001000',1,'U00001002','The card gateway times out.','acknowledged','sev1',NULL,'2026-11-20 13:12:00.000000');
INSERT INTO "status_update" VALUES(2,'T00001000',1,'U00001002','We have failed over to the second gateway.','acknowledged','sev1',NULL,'2026-11-20 13:50:00.000000');
INSERT INTO "status_update" VALUES(3,'T00001000',2,'U00001002','The slow query is found.','acknowledged','sev3',NULL,'2026-11-23 08:50:02.000000');
INSERT INTO "status_update" VALUES(4,'T00001000',16,'U00001002','Nobody hears this','acknowledged','sev3',NULL,'2026-11-23 09:33:52.000000');
INSERT INTO "status_update" VALUES(5,'T00001000',6,'U00001002','The last word on identified','identified','sev3',NULL,'2026-11-23 10:40:00.000000');
INSERT INTO "status_update" VALUES(6,'T00001000',7,'U00001002','The last word on mitigated','mitigated','sev3',NULL,'2026-11-23 10:40:01.000000');
INSERT INTO "status_update" VALUES(7,'T00001000',8,'U00001002','The last word on monitoring','monitoring','sev3',NULL,'2026-11-23 10:40:07.000000');
CREATE TABLE timeline_event (
	id INTEGER NOT NULL, 
	team_id VARCHAR NOT NULL, 
	incident_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	actor_id VARCHAR, 
	occurred_at DATETIME NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	payload JSON NOT NULL, 
	CONSTRAINT pk_timeline_event PRIMARY KEY (id), 
	CONSTRAINT fk_timeline_event_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT fk_timeline_event_team_id FOREIGN KEY(team_id) REFERENCES workspace (team_id)
);
INSERT INTO "timeline_event" VALUES(1,'T00001000',1,'declared','U00001001','2026-11-20 13:00:00.000000','2026-11-20 13:00:00.000000','{"kind": "declared", "name": "Checkout is down", "severity": "sev1", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(2,'T00001000',1,'role_assigned','U00001001','2026-11-20 13:00:00.000000','2026-11-20 13:00:00.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(3,'T00001000',2,'declared','U00001001','2026-11-20 13:00:24.000000','2026-11-20 13:00:24.000000','{"kind": "declared", "name": "Exports are slow", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(4,'T00001000',2,'role_assigned','U00001001','2026-11-20 13:00:24.000000','2026-11-20 13:00:24.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(5,'T00001000',3,'declared','U00001001','2026-11-20 13:00:42.000000','2026-11-20 13:00:42.000000','{"kind": "declared", "name": "Logins fail", "severity": "sev1", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(6,'T00001000',3,'role_assigned','U00001001','2026-11-20 13:00:42.000000','2026-11-20 13:00:42.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001003", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(7,'T00001000',1,'acknowledged','U00001002','2026-11-20 13:04:00.000000','2026-11-20 13:04:00.000000','{"kind": "acknowledged", "escalation_step": 0}');
INSERT INTO "timeline_event" VALUES(8,'T00001000',1,'note_added','U00001002','2026-11-20 13:04:01.000000','2026-11-20 13:04:01.000000','{"kind": "note_added", "body": "Restarted the workers"}');
INSERT INTO "timeline_event" VALUES(9,'T00001000',1,'role_assigned','U00001002','2026-11-20 13:04:02.000000','2026-11-20 13:04:02.000000','{"kind": "role_assigned", "role": "scribe", "person": "U00001004", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(10,'T00001000',3,'acknowledged','U00001003','2026-11-20 13:04:07.000000','2026-11-20 13:04:07.000000','{"kind": "acknowledged", "escalation_step": 0}');
INSERT INTO "timeline_event" VALUES(11,'T00001000',4,'declared','U00001001','2026-11-20 13:04:09.000000','2026-11-20 13:04:09.000000','{"kind": "declared", "name": "A key has leaked", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(12,'T00001000',4,'role_assigned','U00001001','2026-11-20 13:04:09.000000','2026-11-20 13:04:09.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001004", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(13,'T00001000',4,'summarised','U00001004','2026-11-20 13:04:20.000000','2026-11-20 13:04:20.000000','{"kind": "summarised", "summary": "One key, of one customer"}');
INSERT INTO "timeline_event" VALUES(14,'T00001000',4,'responder_invited','U00001004','2026-11-20 13:04:22.000000','2026-11-20 13:04:22.000000','{"kind": "responder_invited", "people": ["U00001003"]}');
INSERT INTO "timeline_event" VALUES(15,'T00001000',1,'updated','U00001002','2026-11-20 13:12:00.000000','2026-11-20 13:12:00.000000','{"kind": "updated", "body": "The card gateway times out.", "milestone": "acknowledged", "milestone_before": "acknowledged", "severity": "sev1", "severity_before": "sev1", "next_update_at": null}');
INSERT INTO "timeline_event" VALUES(16,'T00001000',1,'severity_changed','U00001002','2026-11-20 13:12:12.000000','2026-11-20 13:12:12.000000','{"kind": "severity_changed", "before": "sev1", "after": "sev3", "reason": "Only one card"}');
INSERT INTO "timeline_event" VALUES(17,'T00001000',1,'severity_changed','U00001002','2026-11-20 13:12:23.000000','2026-11-20 13:12:23.000000','{"kind": "severity_changed", "before": "sev3", "after": "sev1", "reason": "All"}');
INSERT INTO "timeline_event" VALUES(18,'T00001000',3,'resolved','U00001003','2026-11-20 13:12:41.000000','2026-11-20 13:12:41.000000','{"kind": "resolved", "resolution": "The certificate is new."}');
INSERT INTO "timeline_event" VALUES(19,'T00001000',3,'closed','U00001003','2026-11-20 13:12:44.000000','2026-11-20 13:12:44.000000','{"kind": "closed", "reason": "permanently_fixed", "comment": "", "clocks": [{"clock": "respond", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 205.0, "stopped_seconds": 0.0, "allowed_seconds": 600.0}, {"clock": "update", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 719.0, "stopped_seconds": 0.0, "allowed_seconds": 1800.0}, {"clock": "escalate", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 205.0, "stopped_seconds": 0.0, "allowed_seconds": 900.0}, {"clock": "resolve", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 719.0, "stopped_seconds": 0.0, "allowed_seconds": 14400.0}]}');
INSERT INTO "timeline_event" VALUES(20,'T00001000',1,'reminder_due',NULL,'2026-11-20 13:37:00.000000','2026-11-20 13:37:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "5m before", "target_at": "2026-11-20T13:42:00Z", "is_overdue": false}], "person": "U00001002", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-20T13:37:00Z"}');
INSERT INTO "timeline_event" VALUES(21,'T00001000',1,'reminder_due',NULL,'2026-11-20 13:42:00.000000','2026-11-20 13:42:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "due", "target_at": "2026-11-20T13:42:00Z", "is_overdue": true}], "person": "U00001002", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-20T13:42:00Z"}');
INSERT INTO "timeline_event" VALUES(22,'T00001000',1,'updated','U00001002','2026-11-20 13:50:00.000000','2026-11-20 13:50:00.000000','{"kind": "updated", "body": "We have failed over to the second gateway.", "milestone": "acknowledged", "milestone_before": "acknowledged", "severity": "sev1", "severity_before": "sev1", "next_update_at": null}');
INSERT INTO "timeline_event" VALUES(23,'T00001000',1,'role_unassigned','U00001002','2026-11-20 13:50:01.000000','2026-11-20 13:50:01.000000','{"kind": "role_unassigned", "role": "lead", "person": "U00001002"}');
INSERT INTO "timeline_event" VALUES(24,'T00001000',1,'message_pinned','U00001001','2026-11-20 13:50:01.000005','2026-11-20 13:50:01.000000','{"kind": "message_pinned", "channel": "C0000100S", "message_ts": "1795182601.000005", "author": "U00001001", "text": "Latency doubled at noon", "permalink": "https://acme.slack.com/archives/C0000100S/p1795182601000005"}');
INSERT INTO "timeline_event" VALUES(25,'T00001000',1,'message_pinned','U00001001','2026-11-20 13:50:01.000007','2026-11-20 13:50:01.000000','{"kind": "message_pinned", "channel": "C0000100S", "message_ts": "1795182601.000007", "author": "U00001001", "text": "No, it did not", "permalink": "https://acme.slack.com/archives/C0000100S/p1795182601000007"}');
INSERT INTO "timeline_event" VALUES(26,'T00001000',1,'message_unpinned','U00001001','2026-11-20 13:50:01.000000','2026-11-20 13:50:01.000000','{"kind": "message_unpinned", "channel": "C0000100S", "message_ts": "1795182601.000007"}');
INSERT INTO "timeline_event" VALUES(27,'T00001000',1,'reminder_due',NULL,'2026-11-20 14:15:00.000000','2026-11-20 14:15:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "5m before", "target_at": "2026-11-20T14:20:00Z", "is_overdue": false}], "person": "U00001001", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-20T14:15:00Z"}');
INSERT INTO "timeline_event" VALUES(28,'T00001000',1,'reminder_due',NULL,'2026-11-20 14:20:00.000000','2026-11-20 14:20:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "due", "target_at": "2026-11-20T14:20:00Z", "is_overdue": true}], "person": "U00001001", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-20T14:20:00Z"}');
INSERT INTO "timeline_event" VALUES(29,'T00001000',1,'reminder_due',NULL,'2026-11-20 14:35:00.000000','2026-11-20 14:35:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "15m after", "target_at": "2026-11-20T14:20:00Z", "is_overdue": true}], "person": "U00001001", "told": ["person:U00001004"], "late_seconds": 0, "said_at": "2026-11-20T14:35:00Z"}');
INSERT INTO "timeline_event" VALUES(30,'T00001000',1,'reminder_due',NULL,'2026-11-20 16:00:00.000000','2026-11-20 16:00:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "resolve", "threshold": "75%", "target_at": "2026-11-20T17:00:00Z", "is_overdue": false}], "person": "U00001001", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-20T16:00:00Z"}');
INSERT INTO "timeline_event" VALUES(31,'T00001000',1,'reminder_due',NULL,'2026-11-20 17:00:00.000000','2026-11-20 17:00:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "resolve", "threshold": "due", "target_at": "2026-11-20T17:00:00Z", "is_overdue": true}], "person": "U00001001", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-20T17:00:00Z"}');
INSERT INTO "timeline_event" VALUES(32,'T00001000',1,'resolved','U00001002','2026-11-20 17:30:02.000000','2026-11-20 17:30:02.000000','{"kind": "resolved", "resolution": "The gateway is back, and the queue is empty."}');
INSERT INTO "timeline_event" VALUES(33,'T00001000',1,'closed','U00001002','2026-11-20 17:30:14.000000','2026-11-20 17:30:14.000000','{"kind": "closed", "reason": "resolved", "comment": "", "clocks": [{"clock": "respond", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 240.0, "stopped_seconds": 0.0, "allowed_seconds": 600.0}, {"clock": "update", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 720.0, "stopped_seconds": 0.0, "allowed_seconds": 1800.0}, {"clock": "update", "cycle": 2, "met": false, "ended_early": false, "consumed_seconds": 2280.0, "stopped_seconds": 0.0, "allowed_seconds": 1800.0}, {"clock": "update", "cycle": 3, "met": false, "ended_early": false, "consumed_seconds": 13202.0, "stopped_seconds": 0.0, "allowed_seconds": 1800.0}, {"clock": "escalate", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 240.0, "stopped_seconds": 0.0, "allowed_seconds": 900.0}, {"clock": "resolve", "cycle": 1, "met": false, "ended_early": false, "consumed_seconds": 16202.0, "stopped_seconds": 0.0, "allowed_seconds": 14400.0}]}');
INSERT INTO "timeline_event" VALUES(34,'T00001000',2,'reminder_due',NULL,'2026-11-23 08:30:24.000000','2026-11-23 08:30:24.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "30m before", "target_at": "2026-11-23T09:00:24Z", "is_overdue": false}], "person": "U00001002", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T08:30:24Z"}');
INSERT INTO "timeline_event" VALUES(35,'T00001000',4,'reminder_due',NULL,'2026-11-23 08:34:09.000000','2026-11-23 08:34:09.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "30m before", "target_at": "2026-11-23T09:04:09Z", "is_overdue": false}], "person": "U00001004", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T08:34:09Z"}');
INSERT INTO "timeline_event" VALUES(36,'T00001000',2,'updated','U00001002','2026-11-23 08:50:02.000000','2026-11-23 08:50:02.000000','{"kind": "updated", "body": "The slow query is found.", "milestone": "acknowledged", "milestone_before": "declared", "severity": "sev3", "severity_before": "sev3", "next_update_at": null}');
INSERT INTO "timeline_event" VALUES(37,'T00001000',2,'renamed','U00001002','2026-11-23 08:50:14.000000','2026-11-23 08:50:14.000000','{"kind": "renamed", "before": "Exports are slow", "after": "Exports take hours"}');
INSERT INTO "timeline_event" VALUES(38,'T00001000',4,'reminder_due',NULL,'2026-11-23 09:04:09.000000','2026-11-23 09:04:09.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "due", "target_at": "2026-11-23T09:04:09Z", "is_overdue": true}], "person": "U00001004", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T09:04:09Z"}');
INSERT INTO "timeline_event" VALUES(39,'T00001000',2,'resolved','U00001002','2026-11-23 09:30:02.000000','2026-11-23 09:30:02.000000','{"kind": "resolved", "resolution": "It has an index."}');
INSERT INTO "timeline_event" VALUES(40,'T00001000',2,'closed','U00001002','2026-11-23 09:30:15.000000','2026-11-23 09:30:15.000000','{"kind": "closed", "reason": "resolved", "comment": "", "clocks": [{"clock": "update", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 13778.0, "stopped_seconds": 0.0, "allowed_seconds": 14400.0}, {"clock": "update", "cycle": 2, "met": true, "ended_early": false, "consumed_seconds": 2400.0, "stopped_seconds": 0.0, "allowed_seconds": 14400.0}, {"clock": "resolve", "cycle": 1, "met": true, "ended_early": false, "consumed_seconds": 16178.0, "stopped_seconds": 0.0, "allowed_seconds": 36000.0}]}');
INSERT INTO "timeline_event" VALUES(41,'T00001000',3,'reopened','U00001003','2026-11-23 09:30:34.000000','2026-11-23 09:30:34.000000','{"kind": "reopened", "reason": "It is back"}');
INSERT INTO "timeline_event" VALUES(42,'T00001000',5,'declared','U00001001','2026-11-23 09:30:39.000000','2026-11-23 09:30:39.000000','{"kind": "declared", "name": "Status is investigating", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(43,'T00001000',5,'role_assigned','U00001001','2026-11-23 09:30:39.000000','2026-11-23 09:30:39.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(44,'T00001000',5,'status_changed','U00001002','2026-11-23 09:30:55.000000','2026-11-23 09:30:55.000000','{"kind": "status_changed", "before": "declared", "after": "investigating"}');
INSERT INTO "timeline_event" VALUES(45,'T00001000',6,'declared','U00001001','2026-11-23 09:31:01.000000','2026-11-23 09:31:01.000000','{"kind": "declared", "name": "Status is identified", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(46,'T00001000',6,'role_assigned','U00001001','2026-11-23 09:31:01.000000','2026-11-23 09:31:01.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(47,'T00001000',6,'status_changed','U00001002','2026-11-23 09:31:07.000000','2026-11-23 09:31:07.000000','{"kind": "status_changed", "before": "declared", "after": "identified"}');
INSERT INTO "timeline_event" VALUES(48,'T00001000',7,'declared','U00001001','2026-11-23 09:31:08.000000','2026-11-23 09:31:08.000000','{"kind": "declared", "name": "Status is mitigated", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(49,'T00001000',7,'role_assigned','U00001001','2026-11-23 09:31:08.000000','2026-11-23 09:31:08.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(50,'T00001000',7,'status_changed','U00001002','2026-11-23 09:31:11.000000','2026-11-23 09:31:11.000000','{"kind": "status_changed", "before": "declared", "after": "mitigated"}');
INSERT INTO "timeline_event" VALUES(51,'T00001000',8,'declared','U00001001','2026-11-23 09:31:17.000000','2026-11-23 09:31:17.000000','{"kind": "declared", "name": "Status is monitoring", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(52,'T00001000',8,'role_assigned','U00001001','2026-11-23 09:31:17.000000','2026-11-23 09:31:17.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(53,'T00001000',8,'status_changed','U00001002','2026-11-23 09:31:20.000000','2026-11-23 09:31:20.000000','{"kind": "status_changed", "before": "declared", "after": "monitoring"}');
INSERT INTO "timeline_event" VALUES(54,'T00001000',9,'declared','U00001001','2026-11-23 09:31:27.000000','2026-11-23 09:31:27.000000','{"kind": "declared", "name": "Status is paused", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(55,'T00001000',9,'role_assigned','U00001001','2026-11-23 09:31:27.000000','2026-11-23 09:31:27.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(56,'T00001000',9,'status_changed','U00001002','2026-11-23 09:31:36.000000','2026-11-23 09:31:36.000000','{"kind": "status_changed", "before": "declared", "after": "paused"}');
INSERT INTO "timeline_event" VALUES(57,'T00001000',10,'declared','U00001001','2026-11-23 09:31:41.000000','2026-11-23 09:31:41.000000','{"kind": "declared", "name": "A false alarm", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(58,'T00001000',10,'role_assigned','U00001001','2026-11-23 09:31:41.000000','2026-11-23 09:31:41.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(59,'T00001000',10,'status_changed','U00001002','2026-11-23 09:31:54.000000','2026-11-23 09:31:54.000000','{"kind": "status_changed", "before": "declared", "after": "cancelled"}');
INSERT INTO "timeline_event" VALUES(60,'T00001000',11,'declared','U00001001','2026-11-23 09:31:59.000000','2026-11-23 09:31:59.000000','{"kind": "declared", "name": "Backups fail", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(61,'T00001000',11,'role_assigned','U00001001','2026-11-23 09:31:59.000000','2026-11-23 09:31:59.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(62,'T00001000',11,'resolved','U00001002','2026-11-23 09:32:10.000000','2026-11-23 09:32:10.000000','{"kind": "resolved", "resolution": "The disk is larger."}');
INSERT INTO "timeline_event" VALUES(63,'T00001000',12,'declared','U00001001','2026-11-23 09:32:16.000000','2026-11-23 09:32:16.000000','{"kind": "declared", "name": "Reports are wrong", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(64,'T00001000',12,'role_assigned','U00001001','2026-11-23 09:32:16.000000','2026-11-23 09:32:16.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(65,'T00001000',12,'clock_paused','U00001002','2026-11-23 09:32:30.000000','2026-11-23 09:32:30.000000','{"kind": "clock_paused", "clock": "resolve", "reason": "Waiting for the vendor", "until": "2026-11-24T14:00:00Z"}');
INSERT INTO "timeline_event" VALUES(66,'T00001000',12,'due_agreed','U00001002','2026-11-23 09:32:33.000000','2026-11-23 09:32:33.000000','{"kind": "due_agreed", "clock": "resolve", "due_at": "2026-11-27T21:00:00Z", "agreed_with": "the customer"}');
INSERT INTO "timeline_event" VALUES(67,'T00001000',13,'declared','U00001001','2026-11-23 09:32:39.000000','2026-11-23 09:32:39.000000','{"kind": "declared", "name": "Payments", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(68,'T00001000',13,'role_assigned','U00001001','2026-11-23 09:32:39.000000','2026-11-23 09:32:39.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(69,'T00001000',13,'renamed','U00001002','2026-11-23 09:32:53.000000','2026-11-23 09:32:53.000000','{"kind": "renamed", "before": "Payments", "after": "Card payments fail"}');
INSERT INTO "timeline_event" VALUES(70,'T00001000',13,'summarised','U00001002','2026-11-23 09:32:56.000000','2026-11-23 09:32:56.000000','{"kind": "summarised", "summary": "One in ten fails"}');
INSERT INTO "timeline_event" VALUES(71,'T00001000',13,'role_assigned','U00001002','2026-11-23 09:32:58.000000','2026-11-23 09:32:58.000000','{"kind": "role_assigned", "role": "comms", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(72,'T00001000',14,'declared','U00001001','2026-11-23 09:33:02.000000','2026-11-23 09:33:02.000000','{"kind": "declared", "name": "What if the region is gone", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(73,'T00001000',14,'role_assigned','U00001001','2026-11-23 09:33:02.000000','2026-11-23 09:33:02.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(74,'T00001000',15,'declared','U00001001','2026-11-23 09:33:15.000000','2026-11-23 09:33:15.000000','{"kind": "declared", "name": "Last week''s outage", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(75,'T00001000',15,'role_assigned','U00001001','2026-11-23 09:33:15.000000','2026-11-23 09:33:15.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(76,'T00001000',16,'declared','U00001001','2026-11-23 09:33:32.000000','2026-11-23 09:33:32.000000','{"kind": "declared", "name": "Nobody wants this room", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(77,'T00001000',16,'role_assigned','U00001001','2026-11-23 09:33:32.000000','2026-11-23 09:33:32.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(78,'T00001000',16,'updated','U00001002','2026-11-23 09:33:52.000000','2026-11-23 09:33:52.000000','{"kind": "updated", "body": "Nobody hears this", "milestone": "acknowledged", "milestone_before": "declared", "severity": "sev3", "severity_before": "sev3", "next_update_at": null}');
INSERT INTO "timeline_event" VALUES(79,'T00001000',16,'delivery_failed',NULL,'2026-11-23 09:33:56.000000','2026-11-23 09:33:56.000000','{"kind": "delivery_failed", "what": "Posting in the incident''s room", "problem": "the channel is archived (is_archived)", "advice": "unarchive the channel. What waits for it is then posted by itself."}');
INSERT INTO "timeline_event" VALUES(80,'T00001000',3,'reminder_due',NULL,'2026-11-23 09:55:34.000000','2026-11-23 09:55:34.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "5m before", "target_at": "2026-11-23T10:00:34Z", "is_overdue": false}], "person": "U00001003", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T09:55:34Z"}');
INSERT INTO "timeline_event" VALUES(81,'T00001000',3,'reminder_due',NULL,'2026-11-23 10:00:35.000000','2026-11-23 10:00:35.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "due", "target_at": "2026-11-23T10:00:34Z", "is_overdue": true}], "person": "U00001003", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T10:00:35Z"}');
INSERT INTO "timeline_event" VALUES(82,'T00001000',17,'declared','U00001001','2026-11-23 10:10:00.000000','2026-11-23 10:10:00.000000','{"kind": "declared", "name": "Nothing answers", "severity": "sev1", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(83,'T00001000',17,'role_assigned','U00001001','2026-11-23 10:10:00.000000','2026-11-23 10:10:00.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001003", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(84,'T00001000',18,'declared','U00001001','2026-11-23 10:10:02.000000','2026-11-23 10:10:02.000000','{"kind": "declared", "name": "Search finds nothing", "severity": "sev1", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(85,'T00001000',18,'role_assigned','U00001001','2026-11-23 10:10:02.000000','2026-11-23 10:10:02.000000','{"kind": "role_assigned", "role": "lead", "person": "U00001002", "instead_of": null}');
INSERT INTO "timeline_event" VALUES(86,'T00001000',18,'acknowledged','U00001002','2026-11-23 10:10:21.000000','2026-11-23 10:10:21.000000','{"kind": "acknowledged", "escalation_step": 0}');
INSERT INTO "timeline_event" VALUES(87,'T00001000',17,'reminder_due',NULL,'2026-11-23 10:15:00.000000','2026-11-23 10:15:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "respond", "threshold": "5m before", "target_at": "2026-11-23T10:20:00Z", "is_overdue": false}], "person": "U00001003", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T10:15:00Z"}');
INSERT INTO "timeline_event" VALUES(88,'T00001000',3,'reminder_due',NULL,'2026-11-23 10:15:34.000000','2026-11-23 10:15:34.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "15m after", "target_at": "2026-11-23T10:00:34Z", "is_overdue": true}], "person": "U00001003", "told": ["person:U00001003", "person:U00001004"], "late_seconds": 0, "said_at": "2026-11-23T10:15:34Z"}');
INSERT INTO "timeline_event" VALUES(89,'T00001000',17,'reminder_due',NULL,'2026-11-23 10:20:00.000000','2026-11-23 10:20:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "respond", "threshold": "due", "target_at": "2026-11-23T10:20:00Z", "is_overdue": true}], "person": "U00001003", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T10:20:00Z"}');
INSERT INTO "timeline_event" VALUES(90,'T00001000',17,'escalation_raised',NULL,'2026-11-23 10:25:00.000000','2026-11-23 10:25:00.000000','{"kind": "escalation_raised", "step": 1, "steps": 3, "people": ["U00001003"], "groups": [], "announced": false, "told": ["person:U00001003"], "reason": "", "next_at": "2026-11-23T10:35:00Z", "nudges": [], "person": null, "late_seconds": 0, "said_at": "2026-11-23T10:25:00Z"}');
INSERT INTO "timeline_event" VALUES(91,'T00001000',17,'escalation_raised',NULL,'2026-11-23 10:35:00.000000','2026-11-23 10:35:00.000000','{"kind": "escalation_raised", "step": 2, "steps": 3, "people": ["U00001004"], "groups": [], "announced": false, "told": ["person:U00001004"], "reason": "", "next_at": "2026-11-23T10:50:00Z", "nudges": [{"clock": "update", "threshold": "5m before", "target_at": "2026-11-23T10:40:00Z", "is_overdue": false}], "person": "U00001003", "late_seconds": 0, "said_at": "2026-11-23T10:35:00Z"}');
INSERT INTO "timeline_event" VALUES(92,'T00001000',18,'reminder_due',NULL,'2026-11-23 10:35:02.000000','2026-11-23 10:35:02.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "5m before", "target_at": "2026-11-23T10:40:02Z", "is_overdue": false}], "person": "U00001002", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T10:35:02Z"}');
INSERT INTO "timeline_event" VALUES(93,'T00001000',18,'snoozed','U00001002','2026-11-23 10:37:00.000000','2026-11-23 10:37:00.000000','{"kind": "snoozed", "clock": "update", "until": "2026-11-23T11:07:00Z", "reason": "I am on the phone"}');
INSERT INTO "timeline_event" VALUES(94,'T00001000',17,'reminder_due',NULL,'2026-11-23 10:40:00.000000','2026-11-23 10:40:00.000000','{"kind": "reminder_due", "nudges": [{"clock": "update", "threshold": "due", "target_at": "2026-11-23T10:40:00Z", "is_overdue": true}], "person": "U00001003", "told": ["room"], "late_seconds": 0, "said_at": "2026-11-23T10:40:00Z"}');
INSERT INTO "timeline_event" VALUES(95,'T00001000',6,'updated','U00001002','2026-11-23 10:40:00.000000','2026-11-23 10:40:00.000000','{"kind": "updated", "body": "The last word on identified", "milestone": "identified", "milestone_before": "identified", "severity": "sev3", "severity_before": "sev3", "next_update_at": null}');
INSERT INTO "timeline_event" VALUES(96,'T00001000',7,'updated','U00001002','2026-11-23 10:40:01.000000','2026-11-23 10:40:01.000000','{"kind": "updated", "body": "The last word on mitigated", "milestone": "mitigated", "milestone_before": "mitigated", "severity": "sev3", "severity_before": "sev3", "next_update_at": null}');
INSERT INTO "timeline_event" VALUES(97,'T00001000',8,'updated','U00001002','2026-11-23 10:40:07.000000','2026-11-23 10:40:07.000000','{"kind": "updated", "body": "The last word on monitoring", "milestone": "monitoring", "milestone_before": "monitoring", "severity": "sev3", "severity_before": "sev3", "next_update_at": null}');
INSERT INTO "timeline_event" VALUES(98,'T00001000',19,'declared','U00001001','2026-11-23 10:40:10.000000','2026-11-23 10:40:10.000000','{"kind": "declared", "name": "Search is slow", "severity": "sev3", "summary": "", "source_permalink": ""}');
INSERT INTO "timeline_event" VALUES(99,'T00001000',20,'declared','U00001001','2026-11-23 10:40:16.000000','2026-11-23 10:40:16.000000','{"kind": "declared", "name": "Mail is late", "severity": "sev3", "summary": "", "source_permalink": ""}');
CREATE TABLE timeline_pin (
	id INTEGER NOT NULL, 
	incident_id INTEGER NOT NULL, 
	channel_id VARCHAR NOT NULL, 
	message_ts VARCHAR NOT NULL, 
	user_id VARCHAR NOT NULL, 
	present BOOLEAN NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_timeline_pin PRIMARY KEY (id), 
	CONSTRAINT fk_timeline_pin_incident_id FOREIGN KEY(incident_id) REFERENCES incident (id), 
	CONSTRAINT uq_timeline_pin_incident_id_channel_id_message_ts_user_id UNIQUE (incident_id, channel_id, message_ts, user_id)
);
INSERT INTO "timeline_pin" VALUES(1,1,'C0000100S','1795182601.000005','U00001001',1,'2026-11-20 13:50:01.000006');
INSERT INTO "timeline_pin" VALUES(2,1,'C0000100S','1795182601.000007','U00001001',0,'2026-11-20 13:50:01.000009');
CREATE TABLE workspace (
	team_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	bot_user_id VARCHAR NOT NULL, 
	last_number INTEGER NOT NULL, 
	CONSTRAINT pk_workspace PRIMARY KEY (team_id)
);
INSERT INTO "workspace" VALUES('T00001000','Acme','U0000100A',20);
CREATE INDEX ix_incident_team_id_phase_declared_at ON incident (team_id, phase, declared_at);
CREATE INDEX ix_clock_mark_incident_id ON clock_mark (incident_id);
CREATE INDEX ix_deadline_due ON deadline (due_at) WHERE fired_at IS NULL;
CREATE INDEX ix_milestone_reached_incident_id ON milestone_reached (incident_id);
CREATE INDEX ix_responder_incident_id ON responder (incident_id);
CREATE INDEX ix_responder_team_id_user_id ON responder (team_id, user_id);
CREATE INDEX ix_role_assignment_incident_id ON role_assignment (incident_id);
CREATE INDEX ix_role_assignment_team_id_user_id ON role_assignment (team_id, user_id);
CREATE UNIQUE INDEX uq_role_assignment_exclusive_holder ON role_assignment (incident_id, role) WHERE ended_at IS NULL AND exclusive;
CREATE UNIQUE INDEX uq_role_assignment_holder ON role_assignment (incident_id, role, user_id) WHERE ended_at IS NULL;
CREATE INDEX ix_room_work ON room (team_id, retry_at) WHERE applied < wanted;
CREATE INDEX ix_snooze_incident_id ON snooze (incident_id);
CREATE INDEX ix_status_update_incident_id ON status_update (incident_id);
CREATE INDEX ix_timeline_event_incident_id_id ON timeline_event (incident_id, id);
CREATE INDEX ix_timeline_pin_incident_id ON timeline_pin (incident_id);
CREATE INDEX ix_outbox_incident_id_state ON outbox (incident_id, state);
CREATE TRIGGER timeline_event_keeps_update BEFORE update ON timeline_event
BEGIN SELECT RAISE(ABORT, 'the timeline is append-only: its events are neither changed nor deleted'); END;
CREATE TRIGGER timeline_event_keeps_delete BEFORE delete ON timeline_event
BEGIN SELECT RAISE(ABORT, 'the timeline is append-only: its events are neither changed nor deleted'); END;
COMMIT;
