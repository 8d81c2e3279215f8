/** The tools whose name in a policy or a list stands for the registries that they are configured with. */
export const registryTools = ['npm', 'pip', 'cargo', 'go', 'maven', 'gem'] as const

/** One of them. */
export type RegistryTool = (typeof registryTools)[number]
