/**
 * What the operator's process answers by HTTP: the page and its API on one port, health and metrics on another. It reads what
 * the control thread published and never waits for it. Requests are answered on Micronaut's threads.
 */
@NullMarked
package dev.sluice.operator.web;

import org.jspecify.annotations.NullMarked;
