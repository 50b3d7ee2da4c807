using System.Text;

namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>Rewrites deprecated identifiers of a right expression, where each has one successor: <c>GPL-2.0+</c>.</summary>
internal sealed class SpdxModernizer(string text)
{
    private readonly StringBuilder _result = new();
    private int _copied;
    private bool _isSure = true;

    /// <summary>The text as it is written today; null where nothing is to be rewritten or it is not sure how.</summary>
    public string? Result => _copied > 0 && _isSure ? $"{_result}{text.AsSpan(_copied)}" : null;

    /// <summary>Takes note of a deprecated identifier; tokens come in the order of the text.</summary>
    public void Replace(SpdxToken token, string id)
    {
        var successors = SpdxLicenseList.Shared.Successors(id.TrimEnd('+'), id.EndsWith('+'));
        if (successors.Length != 1)
        {
            _isSure = false;
            return;
        }

        _result.Append(text, _copied, token.Start - _copied).Append(successors[0]);
        _copied = token.End;
    }
}
