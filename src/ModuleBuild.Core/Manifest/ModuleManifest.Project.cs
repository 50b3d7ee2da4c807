namespace ModuleBuild.Core.Manifest;

/// <content>What MSBuild knows better.</content>
public sealed partial record ModuleManifest
{
    /// <summary>The same manifest with what it leaves to MSBuild filled in: the form that travels in the package.</summary>
    /// <param name="project">The project's facts.</param>
    public ModuleManifest WithProject(ProjectFacts project) => throw new NotImplementedException();
}
