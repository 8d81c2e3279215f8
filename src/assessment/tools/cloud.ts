import type { Tool, ToolTable } from './tool.ts'

/**
 * Command lines of services. Their words are verbs and nouns, so that `verbs.ts` reads most of them:
 * `delete`, `list`, `set-iam-policy`. Here stands only what the verbs do not tell.
 */
const service: Tool = { is: 'changes-remote', data: true }

const kubernetes: Tool = {
  is: 'changes-remote',
  data: true,
  valued:
    '-n --namespace --context --kubeconfig -f --filename -l --selector -o --output -c --container --cluster --user -s --server --image -p --patch --type -k --kustomize --overrides',
  rules: {
    reads: 'api-resources, api-versions, cluster-info, auth can-i, options|kustomize|projects|project',
    'reads-secrets':
      'get secret/*|*\\,secret*|secret*\\,*, config view --raw, create token, describe secret|secrets --show-token',
    'deletes-resources':
      'drain, replace --force, apply --force, apply --prune, rollout undo, set image --remove',
    'stops-services': 'rollout restart|pause|resume|undo, scale|uncordon|taint|set|autoscale|patch|replace',
    'grants-access':
      'create|edit|patch|replace|set clusterrolebinding|rolebinding|clusterrole|role|serviceaccount|token|validatingwebhookconfiguration|mutatingwebhookconfiguration, auth reconcile, certificate approve, adm policy, set subject',
    persists: 'create cronjob|cj',
    'disables-protection':
      'delete netpol|networkpolicy|networkpolicies|psp|podsecuritypolicy|validatingwebhookconfiguration*|mutatingwebhookconfiguration*',
    'opens-tunnel': 'port-forward --address, proxy',
    'contacts-network': 'port-forward',
    // Without a format they show names and sizes only.
    harmless: '--dry-run=client|server, get|describe secret|secrets !-o|--output',
    'leaves-container':
      'debug node/*, --overrides=*privileged*|*hostPID*|*hostPath*|*hostNetwork*|*hostIPC*, --privileged, --profile=sysadmin',
    'sends-data': 'cp * *:*',
  },
}

/** Clouds, clusters, platforms and services by API. */
export const cloudTools: ToolTable = {
  'kubectl k oc kubecolor microk8s.kubectl': kubernetes,
  'kubectx kubens k9s stern kail kubetail popeye': { is: 'reads', data: true },
  'helm helmfile': {
    is: 'changes-remote',
    data: true,
    shell: '--post-renderer',
    valued: '-n --namespace -f --values --set --version --kube-context --kubeconfig --repo',
    rules: {
      reads: 'history|hist|template',
      fetches: 'pull|fetch, repo add|update|up, dependency update|build, registry login, plugin install',
      'deletes-resources': 'uninstall|delete|del|un|destroy|rollback, upgrade --force',
      publishes: 'push, package --sign',
      'runs-project': 'test',
      harmless: '--dry-run',
    },
  },
  'terraform tofu terragrunt opentofu tf': {
    is: 'changes-remote',
    longDash: true,
    valued: '-chdir',
    rules: {
      reads:
        'plan !-destroy, fmt -check|--check, output|graph|providers|metadata|hclfmt|modules, state list|show|pull, -version, -help, login --help',
      'deletes-resources':
        'apply -destroy, apply --destroy, state rm|mv|push|replace-provider, taint|untaint, force-unlock, plan -destroy',
      'reads-secrets': 'output *passw*|*secret*|*token*|*key*',
      fetches: 'init|get, providers mirror|lock',
      'runs-project': 'test, workspace select',
      'grants-access': 'login|logout',
    },
  },
  'pulumi cdk cdktf sam sls serverless copilot eksctl kops kubeadm rke rancher k3d kind minikube k3sup talosctl clusterctl argocd flux fluxctl istioctl linkerd cilium velero crossplane skaffold tilt garden kustomize kapp ytt kbld vendir devspace okteto werf cloud-init kubeseal sops packer nomad consul consul-template waypoint boundary vault teleport tsh tctl step certbot acme.sh lego etcdctl calicoctl crictl fluxcd':
    {
      is: 'changes-remote',
      data: true,
      shell: '--pre-hook --post-hook --deploy-hook --renew-hook --reloadcmd',
      valued:
        '-n --namespace --context -f --filename --stack -s -c --config --profile --region --namespace-admin -address -o --output',
      rules: {
        reads:
          'synth|synthesize|render|acknowledge|notices|metadata|analyze|ip|template|certificates|members|features|about|schema|outputs|drift, kustomize build, stack output, config get|-j|$, proxy-status, fmt -check, docker-env, operator members, path-help',
        'reads-secrets':
          'kv get, read|decrypt|export, -d, config --show-secrets, stack export --show-secrets, login -method',
        'deletes-resources':
          'down|reset|rollback, job stop -purge, auth disable, secrets disable|move, audit disable, kv undelete|rollback, snapshot restore, operator raft, kv put -cas',
        'stops-services': 'leave|maint|scale|restart, force-leave, operator seal|step-down, alloc restart',
        'grants-access':
          'auth enable|tune, write|acl|login, operator init|unseal|rekey|generate-root|rotate, secrets tune, namespace create, audit disable|enable, kv put|patch, token revoke',
        'opens-shell': 'ssh',
        'opens-tunnel': 'proxy|tunnel, port-forward',
        'runs-project': 'watch|dev|invoke|local|test',
        harmless: '--dry-run',
      },
    },
  'docker podman nerdctl docker-machine buildah skopeo crane regctl ctr lxc lxc-attach machinectl systemd-nspawn apptainer singularity docker-compose podman-compose compose buildctl img kaniko runc crun lxd incus distrobox toolbox udocker dockerd containerd':
    {
      is: 'uses-containers',
      data: true,
      valued:
        '-n --namespace -v --volume --mount -e --env --env-file -p --publish -w --workdir -u --user --name --network --net -l --label --entrypoint -f --file --tag --platform --build-arg -H --host --context --cpus -m --memory --cap-add --cap-drop --security-opt --pid --ipc --uts --device --add-host --restart --target --cache-from --cache-to --output -o --filter --format --progress --secret --ssh --log-driver --log-opt --hostname -h --ulimit --shm-size --tmpfs --gpus --runtime --profile -c --config --project-name --log-level --scale',
      rules: {
        reads:
          'ps|images|inspect|logs|version|info|top|stats|port|history|events|diff|search|ls|scout|list|digest|validate|catalog|sbom|healthcheck|exists|url|active|status, image ls|list|inspect|history|tree, container ls|list|ps|inspect|logs|top|stats|port|diff, volume ls|list|inspect, network ls|list|inspect, system df|info|events, manifest inspect, buildx ls|inspect|du|version|history, buildx imagetools inspect, context ls|list|show|inspect, compose ps|logs|config|images|top|version|ls|port|events, config $, -v $, plugin ls|inspect, node ls|ps|inspect, service ls|ps|inspect|logs, stack ls|ps|services, secret ls|inspect, config ls|inspect, trust inspect, list-tags, swarm ca|join-token, builder du|ls, pod ps|ls|inspect|logs|top|stats, machine ls|list|inspect, checkpoint ls',
        fetches: 'pull|login|logout|copy|load|import, image pull|import, compose pull',
        'runs-project': 'build|bud, buildx build|bake, compose build, builder build, image build',
        'deletes-resources':
          'rm|rmi|prune|delete|remove|kill|destroy|unpublish|untag, image rm|remove|prune|delete, container rm|remove|prune|kill|rm, volume rm|remove|prune, network rm|remove|prune, system prune|reset, builder prune, buildx prune|rm, compose rm|kill, compose down -v|--volumes|--rmi, down -v|--volumes|--rmi, context rm, stack rm, service rm, secret rm, config rm, node rm, swarm leave, plugin rm, manifest rm, pod rm|prune, trust revoke, images rm, machine rm, compose down --remove-orphans, checkpoint rm',
        'stops-services':
          'stop|pause|restart, container stop|pause|restart, swarm leave, service scale|rollback, pod stop|kill, node demote, kill -s',
        'shares-images':
          'push, image push, compose push|publish, manifest push, buildx build --push, build --push, plugin push, copy * docker://*, trust sign',
        'leaves-container':
          '--privileged!=false, -v|--volume=/:*, --mount=*src=/\\,*, --mount=*source=/\\,*, --pid=host, --userns=host, --ipc=host, --uts=host, --cap-add=ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|NET_ADMIN|DAC_READ_SEARCH|all|CAP_SYS_ADMIN, -v|--volume=*docker.sock*, -v|--volume=/etc*|/root*|/var/run*|/proc*|/sys*|/boot*|/home\\:*|/dev*, --security-opt=*unconfined*|*label=disable*|*label\\:disable*|no-new-privileges=false, --device=/dev/*, --cgroupns=host, config device add * * disk source=/*, -c|--config=security.privileged=true, config set * security.*',
        'reads-secrets': '-f|--format=*.Env*',
        'opens-shell': 'shell, login *.host',
        'opens-tunnel': '-H=tcp*, --host=tcp*',
        harmless: '--help',
      },
    },
  'aws az gcloud gsutil bq aliyun oci ibmcloud doctl linode-cli hcloud scw exo vultr-cli civo openstack nova cinder neutron glance swift-client bosh cf heroku fly flyctl vercel netlify wrangler firebase supabase railway render surge now amplify eb aws-vault s3cmd s5cmd mc azcopy b2 cloudfoundry databricks snowsql snow turso planetscale pscale neonctl fastly auth0 okta stripe twilio sendgrid algolia newrelic datadog-ci pd opsgenie sentry-cli circleci travis buildkite-agent bk jenkins-cli jira linear slack doppler op bw chamber infisical launchdarkly ldcli unleash flipt deck kong apigeecli ory rabbitmqctl rabbitmqadmin rabbitmq-plugins kafka-topics kafka-console-producer kafka-console-consumer kafka-consumer-groups kafka-configs kafka-acls kafka-delete-records nats nsc pulsar-admin splunk gitlab-runner gitlab-rake gitlab-rails gitlab-ctl square hf huggingface-cli wandb mlflow dvc sfdx sf shopify expo-cli eas prisma drizzle-kit hasura nhost convex rover graphql apollo elastic curator meilisearch typesense steampipe cloudquery appcenter tkn kn func faas-cli spin fn hasura-cli koyeb zeabur dokku caprover clever scalingo platform upsun acli lando ddev pantheon terminus wp drush artisan rails django-admin flask alembic flyway liquibase sqitch dbmate goose-db knex sequelize typeorm':
    {
      ...service,
      valued:
        '--region --profile --output --query --project --account -g --resource-group -n --name --subscription --app -a --remote -e --environment --org --team --scope --format --filter --endpoint-url --token --config -c --namespace --group --vault --service-id --location --zone -o -p -r -u --bucket --key --user --stack --client-id --request --data --desired-count --desired-capacity',
      rules: {
        harmless: '--dry-run, --dryrun, --dry-run=*',
        'reads-secrets':
          'configure get *secret*|*token*, ssm get-parameter|get-parameters|get-parameters-by-path --with-decryption, sts assume-role, secrets versions access, keyvault key|certificate download, account get-access-token, iam create-access-key, kms decrypt, auth token|auth:token, op read, read op://*|secret/*, item get, document get, get item|password, export|config:get, show -c, storage account keys list, ad sp create-for-rbac, iam service-accounts keys create, ad app credential reset, env pull, rds generate-db-auth-token, cognito-idp admin-*, ad sp credential reset, webapp deployment list-publishing-credentials, functionapp keys list, cosmosdb keys list',
        'deletes-resources':
          '--remove, down|rollback|pg:reset|rename|downgrade|undo|undo:all|releases:rollback|clean|reset|gitlab:backup:restore, s3 mv, sync --delete-destination, rsync -d, kv\\:namespace, --delete, --delete-config, mirror --remove, deployments rollback, retention set, projects archive, db push --accept-data-loss, db push --force-reset, sql-drop, site empty, force_reset, gitlab:cleanup*, backup\\:restore, db-connect, flags archive, account expire, --reset-offsets --execute, --offset-json-file',
        'stops-services':
          'vm stop|deallocate|restart|redeploy, instances stop|reset|suspend, ps\\:scale, ps\\:stop, ps:scale|ps:stop|ps:restart|ps:kill|maintenance:on|scale, dyno:*, ecs update-service --desired-count=0, autoscaling set-desired-capacity, deregister-*, disable-*, service version activate, service activate',
        publishes:
          'deploy|publish|submit|push|container:release|container:push|up, releases create, release create, --prod, pages deploy|publish, app deploy, app deployment create',
        'opens-shell': 'run|exec|run:detached|ssh bash|sh|zsh|console',
        'grants-access':
          '* change-resource-record-sets, dns record-sets *, iam create-*|attach-*|put-*|add-*|update-*|detach-*|set-*, sts assume-role, ad sp create, ad app create, s3api put-bucket-*, authorize-security-group-*, ec2 authorize-*, ec2 create-key-pair|import-key-pair, ec2 modify-*, modify-*-attribute, iam grant*, config\\:set, config:set|access:add|apikeys|ssh|organizations, keys add, keys\\:add, authorizations\\:create, access add, put-parameter, variables set, env add|set, clear_permissions, kms schedule-*, kms disable-*, admin policy, anonymous set, api_keys roll, key create, rotate-*, cognito-idp admin-*, set-parameter, ssm start-session, ec2-instance-connect, lambda invoke|update-function-code, compute ssh, vm run-command, account set-x, ',
        'opens-tunnel':
          'ssm start-session, compute start-iap-tunnel, network bastion tunnel, proxy|wireguard|connect, pscale connect, webapp create-remote-connection',
        'disables-protection':
          'cloudtrail stop-logging|delete-trail|update-trail|put-event-selectors, config stop-configuration-recorder|delete-*, logs delete-*, securityhub disable-*, ec2 disable-*, waf* delete-*, wafv2 delete-*, security pricing create, firewall-rules create, compute firewall-rules create|update, network firewall *, network nsg rule create, network nsg rule update, firewall-rule create|update, ec2 revoke-*, s3api put-public-access-block|delete-public-access-block',
      },
    },
  'pass gopass lpass keepassxc-cli kpcli secret-tool kwallet-query kwalletcli keyring rbw dcli passage tessen':
    {
      is: 'changes-settings',
      data: true,
      rules: {
        reads: 'ls|list|status|version|help|db-info|--version, $, find, search !--all, -l, --list-entries',
        'reads-secrets':
          'show|get|lookup|clip|cp|grep|export|cat|read, search --all, -r, --read-password, */*',
        'deletes-files': 'rm|remove|delete|clear|del',
        'changes-settings': 'init|git|generate|insert|edit|store|set|add|sync|unlock|login|lock|import',
      },
    },
}
