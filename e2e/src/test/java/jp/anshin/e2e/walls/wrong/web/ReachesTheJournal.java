package jp.anshin.e2e.walls.wrong.web;

import jp.anshin.e2e.walls.wrong.journal.Segment;

record ReachesTheJournal(Segment segment) {}
