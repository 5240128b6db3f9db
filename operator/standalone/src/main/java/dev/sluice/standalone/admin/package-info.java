/**
 * The admin endpoint: health, readiness, metrics, the plan, the status, the history, and the web page over them. It only
 * reads what the control loop published and has an event loop of its own, so that looking never slows what serves.
 */
@NullMarked
package dev.sluice.standalone.admin;

import org.jspecify.annotations.NullMarked;
