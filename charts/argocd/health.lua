-- Health of every kind of sluice.dev for Argo CD: whether what was applied is valid and served, never how providers do.
-- An outage must not fail a sync, so the conditions Healthy, MetricsAvailable, ConstraintsRelaxed, WithinBudget, ObjectivesMet and PriceCurrent are not looked at.
local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end

local function health(name, condition)
  return { status = name, message = condition.reason .. ": " .. condition.message }
end

-- The operator writes plans; what they say is a measurement.
if obj.kind == "TrafficPlan" then
  return { status = "Healthy", message = status.reason or "" }
end

if status.observedGeneration == nil or next(conditions) == nil then
  return { status = "Progressing", message = "The operator has not looked at it yet" }
end
if status.observedGeneration < (obj.metadata.generation or 0) then
  return { status = "Progressing", message = "The operator has not looked at this generation yet" }
end

for _, name in ipairs({ "Accepted", "ResolvedRefs" }) do
  local condition = conditions[name]
  if condition ~= nil and condition.status == "False" then
    return health("Degraded", condition)
  end
end

-- A policy is judged at each of its targets.
for _, ancestor in ipairs(status.ancestors or {}) do
  for _, condition in ipairs(ancestor.conditions or {}) do
    if (condition.type == "Accepted" or condition.type == "ResolvedRefs") and condition.status == "False" then
      return health("Degraded", condition)
    end
  end
end

if conditions.Ready ~= nil and conditions.Ready.status ~= "True" then
  return health("Progressing", conditions.Programmed or conditions.Ready)
end

-- A hand on the traffic is fine, and so is one that has been taken away.
if conditions.Active ~= nil then
  return health("Healthy", conditions.Active)
end
return health("Healthy", conditions.Ready or conditions.Accepted or { reason = "Accepted", message = "" })
