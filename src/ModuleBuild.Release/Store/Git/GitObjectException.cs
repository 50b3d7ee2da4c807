namespace ModuleBuild.Release.Store.Git;

/// <summary>Git cannot give an object: it is damaged, or git died. Stores turn it into a finding; it never leaves them.</summary>
internal sealed class GitObjectException : IOException
{
    /// <summary>Without words.</summary>
    public GitObjectException()
    {
    }

    /// <summary>With git's words.</summary>
    /// <param name="message">The words.</param>
    public GitObjectException(string message)
        : base(message)
    {
    }

    /// <summary>With git's words, and what led to them.</summary>
    /// <param name="message">The words.</param>
    /// <param name="innerException">What led to them.</param>
    public GitObjectException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
