namespace Microsoft.Build.Framework;

/// <summary>
/// Tells a multi-threaded MSBuild (<c>-mt</c>) that a task may run beside others in one process. MSBuild matches it by name.
/// Goes when the oldest supported MSBuild has the attribute in Microsoft.Build.Framework.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
