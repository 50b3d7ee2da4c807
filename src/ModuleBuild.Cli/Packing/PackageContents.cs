using System.Collections.Immutable;
using ModuleBuild.Packaging;

namespace ModuleBuild.Cli.Packing;

/// <summary>What <c>dotnet pack</c> would put into a package.</summary>
/// <param name="TargetFrameworks">Its frameworks, as the project names them.</param>
/// <param name="Files">Every file that ships, outside <c>module/</c>.</param>
internal sealed record PackageContents(ImmutableArray<string> TargetFrameworks, ImmutableArray<PackagedFile> Files);
