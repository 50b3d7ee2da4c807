namespace ModuleBuild.Release.Model;

/// <summary>How far an operation is: what has to be done next. Every change of it is a commit.</summary>
public enum Phase
{
    /// <summary>Somebody asked; gates are to be asked.</summary>
    Requested,

    /// <summary>A gate said: not yet. Nobody holds the operation.</summary>
    Waiting,

    /// <summary>Gates have passed, the release has its number; the deployer is to be given the set.</summary>
    Applying,

    /// <summary>The deployer is done; the probe is to be asked.</summary>
    Verifying,

    /// <summary>It is well; the data of modules that went are to be deleted.</summary>
    CleaningUp,

    /// <summary>It failed; the last known good set is to be given to the deployer again.</summary>
    Reverting,

    /// <summary>That is done; the probe is to be asked about it.</summary>
    VerifyingRevert,
}
