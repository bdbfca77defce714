package jp.anshin.e2e.walls.wrong.law;

import jp.anshin.e2e.walls.wrong.traffic.TrafficSensor;

record KnowsASensor(TrafficSensor sensor) {}
