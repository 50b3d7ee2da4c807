using System.Collections.Immutable;

namespace ModuleBuild.Core.Capabilities;

/// <summary>A capability that a module reaches, and the shortest way there.</summary>
/// <param name="Capability">What can be done.</param>
/// <param name="Package">Id of the package whose code does it: the last one on the path outside of .NET's own libraries.</param>
/// <param name="Path">From a method of the module to the member of the .NET libraries that does it.</param>
public sealed record ReachedCapability(Capability Capability, string Package, ImmutableArray<CallStep> Path);
