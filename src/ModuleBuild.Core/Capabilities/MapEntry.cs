using System.Collections.Immutable;

namespace ModuleBuild.Core.Capabilities;

/// <summary>A line of <see cref="CapabilityMap"/>: a member of the .NET libraries, and what its use means.</summary>
/// <param name="Kind">The capability; null for a member that is known to have none, although a broader line says otherwise.</param>
/// <param name="TargetParameter">Number of the parameter that holds the target, from 0 and without <c>this</c>; null where none does.</param>
/// <param name="Parameters">Short names of the parameter types, for one overload; default for all.</param>
public sealed record MapEntry(string? Kind, int? TargetParameter, ImmutableArray<string> Parameters);
