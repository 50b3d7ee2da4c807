namespace ModuleBuild.Release.Model;

/// <summary>What an operation is for.</summary>
public enum OperationKind
{
    /// <summary>The set of one environment becomes the set of the next.</summary>
    Promote,

    /// <summary>An earlier set becomes the current one again.</summary>
    Rollback,

    /// <summary>Modules are taken out.</summary>
    Remove,

    /// <summary>The same modules with other settings.</summary>
    Configure,

    /// <summary>The current set once more, on a target that lost it.</summary>
    Apply,
}
