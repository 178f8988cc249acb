//! A request that breaks a documented condition is sent, and the log says so.

use vod_sdk::Client;
use vod_sdk::mock::Script;
use vod_sdk::v2018_07_17::{
    CreateAigcHunyuan3DTaskRequest, CreateWatermarkTemplateRequest, SvgWatermarkInput,
};

use crate::log::Log;

/// What a client that is set so logs of a watermark template, once the request is sent.
fn logged(request: &CreateWatermarkTemplateRequest, is_checked: bool) -> String {
    let script = Script::new();
    let client = Client::builder()
        .credential(script.credential())
        .transport(script.clone())
        .build()
        .unwrap();
    let log = Log::of(async {
        let call = client.create_watermark_template(request);
        call.validate(is_checked).await.unwrap();
    });
    assert_eq!(script.take_requests().len(), 1);
    log
}

const WARNING: &str = "CreateWatermarkTemplate: SvgTemplate is documented as required where Type is svg; the request \
                       is sent all the same";

#[test]
fn a_parameter_that_another_one_requires_is_missed_in_the_log() {
    let request = CreateWatermarkTemplateRequest::new("svg");
    let log = logged(&request, true);
    assert!(log.contains("WARN") && log.contains(WARNING), "{log}");

    let is_given = request.clone().svg_template(SvgWatermarkInput::new());
    for (request, is_checked) in [
        (&is_given, true),
        (&request, false),
        (&CreateWatermarkTemplateRequest::new("new-kind"), true),
    ] {
        let log = logged(request, is_checked);
        assert!(!log.contains("is documented as"), "{log}");
    }
}

#[test]
fn one_of_several_parameters_is_missed_in_the_log() {
    let log = Log::of(async {
        let script = Script::new();
        let client = Client::builder()
            .credential(script.credential())
            .transport(script)
            .build()
            .unwrap();
        let request = CreateAigcHunyuan3DTaskRequest::new();
        client.create_aigc_hunyuan_3d_task(&request).await.unwrap();
    });
    let expected = "of Prompt, ImageInfos, MultiViewImageInfos, exactly one is documented to be given, and 0 are";
    assert!(log.contains(expected), "{log}");
}
