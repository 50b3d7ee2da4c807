using System.Globalization;

namespace ModuleBuild.Release.Store;

/// <summary>Where things are in a store. Numbered files are in folders of a thousand: a flat folder of 100,000 would be written anew by every commit.</summary>
public static class StorePaths
{
    /// <summary>What the names of all branches of environments start with.</summary>
    public const string Prefix = "modulebuild/";

    /// <summary>What runs.</summary>
    public const string Current = "current.json";

    /// <summary>The open operation; absent where there is none.</summary>
    public const string Operation = "operation.json";

    /// <summary>The set that the open operation is to bring; absent where there is none.</summary>
    public const string Target = "target.json";

    /// <summary>The end of the ledger.</summary>
    public const string LedgerHead = "ledger/head.json";

    /// <summary>The branch of an environment.</summary>
    /// <param name="environment">Its name.</param>
    public static string BranchOf(string environment) => Prefix + environment;

    /// <summary>The environment of a branch.</summary>
    /// <param name="branch">Name of the branch.</param>
    public static string EnvironmentOf(string branch) => branch.StartsWith(Prefix, StringComparison.Ordinal) ? branch[Prefix.Length..] : branch;

    /// <summary>The file of a release.</summary>
    /// <param name="number">Its number.</param>
    public static string Release(int number) => Numbered("releases", number);

    /// <summary>The file of an entry of the ledger.</summary>
    /// <param name="sequence">Its number.</param>
    public static string LedgerEntry(long sequence) => Numbered("ledger", sequence);

    private static string Numbered(string folder, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}/{number / 1000}/{number}.json");
}
