package jp.anshin.e2e.walls.wrong.law;

import java.sql.Connection;

record AsksADatabase(Connection connection) {}
