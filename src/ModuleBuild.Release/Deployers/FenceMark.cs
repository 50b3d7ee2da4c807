namespace ModuleBuild.Release.Deployers;

/// <summary>The highest fence that a target folder has seen: the file <c>fence.json</c>.</summary>
/// <param name="FormatVersion">Version of the format.</param>
/// <param name="Fence">The fence.</param>
internal sealed record FenceMark(int FormatVersion, long Fence);
