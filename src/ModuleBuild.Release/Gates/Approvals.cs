using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>What who approves an operation signs.</summary>
public static class Approvals
{
    /// <summary>The namespace of the signatures (<c>ssh-keygen -Y sign -n</c>): a signature for something else is none.</summary>
    public const string Namespace = "modulebuild-approval";

    /// <summary>The statement that is signed: this operation, and exactly this set, in this environment; and what becomes of data, where anything does.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="target">Digest of the set.</param>
    public static string Statement(string environment, Operation operation, string target)
    {
        var data = (operation.BackupData, operation.CleanupData) switch
        {
            (true, true) => ", and keeps and deletes the data of modules that go",
            (true, false) => ", and keeps the data of modules that go",
            (false, true) => ", and deletes the data of modules that go",
            _ => string.Empty,
        };
        return $"I approve operation {operation.Id} in {environment}, which brings the set {target}{data}.\n";
    }
}
