namespace Greenhouse.Contracts;

/// <summary>How much a notice matters.</summary>
public enum NoticeLevel
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Wants a look today.</summary>
    Warning,

    /// <summary>Wants hands now.</summary>
    Critical,
}

/// <summary>Something that the gardener is told.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Source">Id of the module that says it.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Time">When it was so.</param>
public sealed record Notice(NoticeLevel Level, string Source, string Text, DateTimeOffset Time);

/// <summary>The board that the gardener reads. Safe for use by many threads.</summary>
public interface INoticeBoard
{
    /// <summary>Puts a notice up.</summary>
    /// <param name="notice">The notice.</param>
    void Post(Notice notice);
}
