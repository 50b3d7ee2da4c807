namespace ModuleBuild.Release.Gates;

/// <summary>What who approves an operation signs.</summary>
public static class Approvals
{
    /// <summary>The namespace of the signatures (<c>ssh-keygen -Y sign -n</c>): a signature for something else is none.</summary>
    public const string Namespace = "modulebuild-approval";

    /// <summary>The statement that is signed: this operation, and exactly this set, in this environment.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="operation">Id of the operation.</param>
    /// <param name="target">Digest of the set.</param>
    public static string Statement(string environment, string operation, string target) =>
        $"I approve operation {operation} in {environment}, which brings the set {target}.\n";
}
