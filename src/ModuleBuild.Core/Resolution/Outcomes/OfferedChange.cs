using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Core.Resolution.Outcomes;

/// <summary>A change of a request as it is offered.</summary>
/// <param name="Title">For people.</param>
/// <param name="Change">For programs.</param>
/// <param name="Apply">Makes the change.</param>
internal sealed record OfferedChange(string Title, WayOutChange Change, Func<ResolutionRequest, ResolutionRequest> Apply);
