use super::{field, method, module, type_, variants, version};

#[test]
fn fields_are_split_as_a_reader_would() {
    let table = "
        AIAnalysisTemplateSet ai_analysis_template_set
        CDNDomain cdn_domain
        HDRInfo hdr_info
        IPv6 ipv6
        VPCIPv6Address vpc_ipv6_address
        DDoSConfig ddos_config
        AntiDDoS anti_ddos
        DoSomething do_something
        AigcHunyuan3DTask aigc_hunyuan_3d_task
        TaskId3D task_id_3d
        Is4KVideo is_4k_video
        3DModel _3d_model
        SubtitleID subtitle_id
        SubtitleIDs subtitle_ids
        MPSAIAnalysisTemplate mps_ai_analysis_template
        URLsList urls_list
        FileIds file_ids
        ETag etag
        ETags etags
        TEHDConfig tehd_config
        MPSTemplates mps_templates
        Md5 md5
        MP4URL mp4_url
        MP4Url mp4_url
        S3URLPath s3_url_path
        V2XConfig v2x_config
        HLSPlayList hls_play_list
        OSSDurationV2 oss_duration_v2
        Base64Data base64_data
        H265 h265
        X x
        XPos x_pos
        Type r#type
        Gen r#gen
        Self self_
        Super super_
        Crate crate_
        New new_
        x-forwarded-for x_forwarded_for
    ";
    for line in table.trim().lines() {
        let (name, expected) = line.trim().split_once(' ').unwrap();
        assert_eq!(field(name), expected, "{name}");
    }
}

#[test]
fn methods_and_modules_avoid_what_is_taken() {
    assert_eq!(method("DescribeCDNDomains"), "describe_cdn_domains");
    assert_eq!(method("Send"), "send_");
    assert_eq!(method("Move"), "r#move");
    assert_eq!(module("Mod"), "mod_");
    assert_eq!(module("Type"), "r#type");
    assert_eq!(module("Types"), "types_");
    assert_eq!(module("MediaInfo"), "media_info");
    assert_eq!(version("2018-07-17"), "v2018_07_17");
}

#[test]
fn types_stay_as_they_are_unless_rust_needs_the_name() {
    assert_eq!(type_("MPSAIAnalysisTemplate"), "MPSAIAnalysisTemplate");
    assert_eq!(type_("String"), "String");
    assert_eq!(type_("Self"), "Self_");
    assert_eq!(type_("type"), "type_");
}

#[test]
fn variants_drop_dots_and_stay_apart() {
    let codes = [
        "FailedOperation.InvalidVodUser",
        "InternalError",
        "InternalError.",
        "InternalError.SYS_ERR",
        "InvalidParameter.Value",
        "InvalidParameter.ValueTooLarge",
        "InvalidParameterValue",
        "InvalidParameterValue.TooLarge",
        "InvalidParameterValue.attributeKey",
        "Same.Thing",
        "Same.thing",
    ];
    let expected = [
        "FailedOperationInvalidVodUser",
        "InternalError",
        "InternalErrorDot",
        "InternalErrorSYSERR",
        "InvalidParameterDotValue",
        "InvalidParameterDotValueTooLarge",
        "InvalidParameterValue",
        "InvalidParameterValueDotTooLarge",
        "InvalidParameterValueAttributeKey",
        "SameDotThing",
        "SameDotThing2",
    ];
    assert_eq!(variants(&codes), expected);
}
