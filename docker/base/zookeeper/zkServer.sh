#!/bin/sh
# What the official image's script of this name does to start one server in the foreground.
set -eu

if [ "${1:-}" != start-foreground ]; then
  echo 'Usage: zkServer.sh start-foreground' >&2
  exit 2
fi
# JVMFLAGS comes last and is split into words: its settings win.
# shellcheck disable=SC2086
exec java "-Xmx${ZK_SERVER_HEAP:-1000}m" \
  -Djava.net.preferIPv4Stack=true \
  -Dzookeeper.jmx.log4j.disable=true \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -Dorg.slf4j.simpleLogger.showDateTime=true \
  -cp /usr/share/java/zookeeper.jar:/usr/share/java/slf4j-simple.jar \
  ${JVMFLAGS:-} org.apache.zookeeper.server.ZooKeeperServerMain "$ZOO_CONF_DIR/zoo.cfg"
