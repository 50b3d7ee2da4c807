using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>A change of a request as it is offered.</summary>
/// <param name="Title">For people.</param>
/// <param name="Changes">For programs: one for each text that is to be written otherwise.</param>
/// <param name="Apply">Makes the change.</param>
internal sealed record OfferedChange(string Title, ImmutableArray<WayOutChange> Changes, Func<ResolutionRequest, ResolutionRequest> Apply);
