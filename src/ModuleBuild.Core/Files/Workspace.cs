namespace ModuleBuild.Core.Files;

/// <summary>The folder with <c>modulebuild.json</c>; its modules share policy, lock and pages.</summary>
public static class Workspace
{
    /// <summary>Name of the file that marks a workspace.</summary>
    public const string FileName = "modulebuild.json";

    /// <summary>The nearest folder at or above a module that has the file; the module's own folder where none has.</summary>
    /// <param name="moduleFolder">Absolute path of the module's folder.</param>
    public static string FindRoot(string moduleFolder)
    {
        for (var folder = moduleFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, FileName)))
            {
                return folder;
            }
        }

        return moduleFolder;
    }
}
