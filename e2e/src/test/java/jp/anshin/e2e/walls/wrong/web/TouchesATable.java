package jp.anshin.e2e.walls.wrong.web;

import javax.sql.DataSource;

record TouchesATable(DataSource dataSource) {}
