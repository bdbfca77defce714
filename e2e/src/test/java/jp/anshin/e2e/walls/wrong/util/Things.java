package jp.anshin.e2e.walls.wrong.util;

record Things(int count) {}
