package jp.anshin.e2e.walls.wrong.route;

import jp.anshin.e2e.walls.wrong.traffic.TrafficSensor;

record KnowsTraffic(TrafficSensor sensor) {}
