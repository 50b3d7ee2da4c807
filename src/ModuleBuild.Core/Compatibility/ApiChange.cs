namespace ModuleBuild.Core.Compatibility;

/// <summary>What a difference of the public API means for those who use it.</summary>
public enum ApiChange
{
    /// <summary>Nothing that anybody sees.</summary>
    None,

    /// <summary>More than before; who used it still can.</summary>
    Addition,

    /// <summary>Somebody who used it no longer can.</summary>
    Breaking,
}
