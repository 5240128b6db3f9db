{{/* What the operator needs in each namespace it works in: read what users write, write status, plans and gateways. */}}
{{- define "sluice.rules" -}}
{{- $read := list "get" "list" "watch" -}}
{{- $own := list "get" "list" "watch" "create" "patch" "update" "delete" -}}
# What users write is read; only its status is written.
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways, httproutes, grpcroutes, backendtlspolicies, referencegrants]
  verbs: {{ toJson $read }}
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways/status, httproutes/status, grpcroutes/status, backendtlspolicies/status]
  verbs: [patch, update]
- apiGroups: [sluice.dev]
  resources: [providers, providerpools, routingpolicies, trafficoverrides, gatewayparameters]
  verbs: {{ toJson $read }}
- apiGroups: [sluice.dev]
  resources: [providers/status, providerpools/status, routingpolicies/status, trafficoverrides/status, gatewayparameters/status]
  verbs: [patch, update]
# Plans are the operator's.
- apiGroups: [sluice.dev]
  resources: [trafficplans]
  verbs: {{ toJson $own }}
- apiGroups: [sluice.dev]
  resources: [trafficplans/status]
  verbs: [patch, update]
# Where plain Services lead, and which gateway pods there are to ask for observations.
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: {{ toJson $read }}
- apiGroups: [""]
  resources: [pods]
  verbs: {{ toJson $read }}
# What runs a Gateway. Owned by it, also where owners have to be allowed explicitly (gateways/finalizers).
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [secrets, configmaps, services, serviceaccounts]
  verbs: {{ toJson $own }}
- apiGroups: [apps]
  resources: [deployments]
  verbs: {{ toJson $own }}
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: {{ toJson $own }}
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: {{ toJson $own }}
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: {{ toJson $own }}
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: {{ toJson $own }}
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end -}}

{{/* What belongs to no namespace and is needed in either mode. */}}
{{- define "sluice.clusterRules" -}}
- apiGroups: [gateway.networking.k8s.io]
  resources: [gatewayclasses]
  verbs: [get, list, watch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [gatewayclasses/status]
  verbs: [patch, update]
# Listeners admit routes by the labels of their namespaces.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, list, watch]
{{- end -}}

{{/* subjects of a binding to the operator. */}}
{{- define "sluice.subjects" -}}
- kind: ServiceAccount
  name: {{ include "sluice.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
