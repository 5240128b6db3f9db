package dev.sluice.standalone.demo;

import dev.sluice.standalone.admin.HostPort;
import java.time.Duration;

/**
 * @param length of the story
 * @param callsPerSecond that clients send
 * @param admin where the web page is wanted; a free port is taken instead of one in use
 * @param gatewayPort wanted for the Gateway's listener, likewise
 */
public record DemoOptions(Duration length, double callsPerSecond, HostPort admin, int gatewayPort) {}
