/**
 * What people see of a running Sluice, looked at by what they look with: Prometheus runs every query of the dashboards and rules,
 * a browser opens the page. Tests are left out, and say so, where a tool cannot be had.
 */
@NullMarked
package dev.sluice.e2e.watching;

import org.jspecify.annotations.NullMarked;
